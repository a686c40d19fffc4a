package io.throughline.examples.tenant.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.TinyRecording;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What Resource Manager says of the shop beside its inventory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceManagerTest {

    private static final String ARM = "https://management.azure.com";
    private static final String SUBSCRIPTION = "/subscriptions/" + TinyRecording.SUBSCRIPTION;

    private RunningTenant running;
    private Wire arm;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
        arm = running.azure(ARM);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = arm.get(next).json();
            page.path("value").forEach(items::add);
            String link = page.path("nextLink").asText("");
            next = link.isEmpty()
                    ? null
                    : URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery();
        }
        return items;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Nested
    class Activity {

        private static final String VALUES = SUBSCRIPTION
                + "/providers/microsoft.insights/eventtypes/management/values?api-version=2015-04-01&$filter=";

        private List<JsonNode> entries(String filter) {
            return all(VALUES + encoded("eventTimestamp ge '2026-03-12T00:00:00Z'" + filter));
        }

        @Test
        void tellsADeploymentInThreeEntriesOfOneOperation() {
            List<JsonNode> entries = entries("");

            assertThat(entries)
                    .extracting(entry -> entry.at("/status/value").asText())
                    .containsExactly("Succeeded", "Started", "Accepted");
            assertThat(entries)
                    .extracting(entry -> entry.path("correlationId").asText())
                    .hasSize(3)
                    .containsOnly(entries.get(0).path("correlationId").asText());
            JsonNode done = entries.get(0);
            assertThat(done.path("eventTimestamp").asText()).isEqualTo("2026-03-12T12:05:00Z");
            assertThat(done.path("submissionTimestamp").asText()).isEqualTo("2026-03-12T12:10:00Z");
            assertThat(done.path("resourceId").asText()).isEqualTo(TinyRecording.ORDERS_APP);
            assertThat(done.at("/operationName/value").asText()).isEqualTo("Microsoft.Web/sites/slotsswap/action");
            assertThat(done.path("caller").asText())
                    .isEqualTo(done.at("/claims/appid").asText());
            assertThat(done.path("id").asText()).endsWith("/ticks/639089139000000000");
        }

        @Test
        void filtersAndSelects() {
            assertThat(entries(" and eventTimestamp le '2026-03-12T12:04:00Z'")).hasSize(2);
            assertThat(entries(" and resourceGroupName eq 'RG-SHOP-PROD'")).hasSize(3);
            assertThat(entries(" and resourceUri eq '" + TinyRecording.DATABASE + "'"))
                    .isEmpty();
            JsonNode selected = arm.get(
                            VALUES + encoded("eventTimestamp ge '2026-03-12T00:00:00Z'") + "&$select=caller,status")
                    .json()
                    .at("/value/0");
            assertThat(selected.properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .containsExactlyInAnyOrder("caller", "status");
        }

        @Test
        void refusesAFilterThatItCannotRead() {
            for (String filter : List.of(
                    "", "eventTimestamp ge 'x'", "status eq 'Failed'", "eventTimestamp ge '2020-01-01T00:00:00Z'")) {
                assertThat(arm.get(VALUES + encoded(filter)).status())
                        .as(filter)
                        .isEqualTo(400);
            }
        }

        @Test
        void isTheSameInTheTable() {
            JsonNode rows = running.azure("https://api.loganalytics.io")
                    .post(
                            "/v1/workspaces/" + TinyRecording.WORKSPACE + "/query",
                            "{\"query\":\"AzureActivity | order by TimeGenerated asc | project TimeGenerated,"
                                    + " OperationNameValue, ActivityStatusValue, Caller, CorrelationId, ResourceGroup,"
                                    + " _ResourceId, tostring(Properties_d.entity)\"}")
                    .json()
                    .at("/tables/0/rows");

            assertThat(rows).hasSize(3);
            assertThat(rows.get(2).get(0).asText()).isEqualTo("2026-03-12T12:05:00Z");
            assertThat(rows.get(2).get(1).asText()).isEqualTo("MICROSOFT.WEB/SITES/SLOTSSWAP/ACTION");
            assertThat(rows.get(2).get(2).asText()).isEqualTo("Success");
            assertThat(rows.get(2).get(4).asText())
                    .isEqualTo(entries("").get(0).path("correlationId").asText());
            assertThat(rows.get(2).get(7).asText()).isEqualTo(TinyRecording.ORDERS_APP);
        }

        @Test
        void showsAnEntryFiveMinutesLater(@TempDir Path folder) throws IOException, SQLException {
            Clock early = Clock.fixed(Instant.parse("2026-03-12T12:09:59Z"), ZoneOffset.UTC);
            try (RunningTenant before = RunningTenant.startAt(folder, early)) {
                assertThat(before.azure(ARM)
                                .get(VALUES + encoded("eventTimestamp ge '2026-03-12T00:00:00Z'"))
                                .json()
                                .path("value"))
                        .hasSize(2);
            }
        }

        @Test
        void hasNoAlertRules() {
            assertThat(all(SUBSCRIPTION + "/providers/microsoft.insights/activityLogAlerts?api-version=2020-10-01"))
                    .isEmpty();
        }
    }

    @Nested
    class Health {

        private static final String STATUSES = "/providers/Microsoft.ResourceHealth/availabilityStatuses";

        @Test
        void knowsWhatItWatches() {
            List<JsonNode> statuses = all(SUBSCRIPTION + STATUSES + "?api-version=2025-05-01");

            assertThat(statuses).hasSize(6).allSatisfy(status -> {
                assertThat(status.at("/properties/availabilityState").asText()).isEqualTo("Available");
                assertThat(status.at("/properties/occuredTime").asText()).isEqualTo("2026-03-11T21:30:00Z");
                assertThat(status.path("id").asText()).endsWith(STATUSES + "/current");
            });
            assertThat(all(TinyRecording.DATABASE + STATUSES)).hasSize(1);
        }

        @Test
        void tellsOfOneResource() {
            assertThat(arm.get(TinyRecording.DATABASE + STATUSES + "/current")
                            .json()
                            .at("/properties/title")
                            .asText())
                    .isEqualTo("Available");
            assertThat(arm.get(TinyRecording.DATABASE + "x" + STATUSES + "/current")
                            .status())
                    .isEqualTo(404);
            assertThat(arm.get("/subscriptions/none" + STATUSES).status()).isEqualTo(404);
        }

        @Test
        void hasNoEventsOfTheService() {
            assertThat(all(SUBSCRIPTION + "/providers/Microsoft.ResourceHealth/events?queryStartTime=3/1/2026"))
                    .isEmpty();
        }
    }

    @Nested
    class Alerts {

        private static final String ALERTS = "/providers/Microsoft.AlertsManagement/alerts";
        private static final String FIRST = SUBSCRIPTION + ALERTS + "/00000000-0000-0000-0000-000000000000";
        private static final String THIRD = SUBSCRIPTION + ALERTS + "/00000002-0000-0000-0000-000000000000";

        @Test
        void getsOne() {
            JsonNode alert = arm.get(FIRST + "?api-version=2019-05-05-preview").json();

            assertThat(alert.at("/properties/essentials/monitorCondition").asText())
                    .isEqualTo("Resolved");
            assertThat(alert.path("name").asText()).isEqualTo("rule 0");
            assertThat(arm.get(FIRST.replace("00000000-", "0000000f-")).status())
                    .isEqualTo(404);
        }

        @Test
        void remembersWhatPeopleMadeOfIt() {
            Wire.Answer changed = arm.post(
                    THIRD + "/changestate?newState=Acknowledged&api-version=2019-05-05-preview",
                    "{\"comments\":\"on it\"}");

            assertThat(changed.json().at("/properties/essentials/alertState").asText())
                    .isEqualTo("Acknowledged");
            assertThat(changed.json()
                            .at("/properties/essentials/monitorCondition")
                            .asText())
                    .isEqualTo("Fired");
            JsonNode history = arm.get(THIRD + "/history").json().at("/properties/modifications");
            assertThat(history).hasSize(2);
            assertThat(history.at("/0/newValue").asText()).isEqualTo("Acknowledged");
            assertThat(history.at("/0/comments").asText()).isEqualTo("on it");
            assertThat(history.at("/0/modifiedAt").asText()).isEqualTo("2026-03-12T12:30:00Z");
            assertThat(history.at("/1/modificationEvent").asText()).isEqualTo("AlertCreated");
            assertThat(all(SUBSCRIPTION + ALERTS + "?alertState=Acknowledged")).hasSize(1);
            assertThat(arm.post(THIRD + "/changestate?newState=Ignored", "").status())
                    .isEqualTo(400);
        }

        @Test
        void tellsOfAResolvedOne() {
            assertThat(arm.get(FIRST + "/history")
                            .json()
                            .at("/properties/modifications")
                            .findValuesAsText("newValue"))
                    .containsExactly("Resolved", "");
        }

        @Test
        void counts() {
            JsonNode summary = arm.get(SUBSCRIPTION
                            + "/providers/Microsoft.AlertsManagement/alertsSummary?groupby=severity,monitorCondition")
                    .json()
                    .path("properties");

            assertThat(summary.path("total").asInt()).isEqualTo(6);
            assertThat(summary.path("values").findValuesAsText("name"))
                    .startsWith("Sev0", "Fired", "Resolved", "Sev1")
                    .contains("Sev4");
            assertThat(summary.at("/values/0/count").asInt()).isEqualTo(2);
            assertThat(summary.at("/values/0/values/1/count").asInt()).isEqualTo(1);
        }
    }

    @Nested
    class Advisor {

        private static final String RECOMMENDATIONS =
                SUBSCRIPTION + "/providers/Microsoft.Advisor/recommendations?api-version=2023-01-01";

        @Test
        void wantsASecondInstanceOfWhatWasMeasuredYesterday() {
            List<JsonNode> all = all(RECOMMENDATIONS);

            assertThat(all).hasSize(1);
            assertThat(all.get(0).at("/properties/resourceMetadata/resourceId").asText())
                    .isEqualTo(TinyRecording.ORDERS_PLAN);
            assertThat(all.get(0).at("/properties/impactedField").asText()).isEqualTo("Microsoft.Web/serverfarms");
            assertThat(all.get(0).at("/properties/lastUpdated").asText()).isEqualTo("2026-03-12T00:00:00Z");
        }

        @Test
        void filtersByCategory() {
            assertThat(all(RECOMMENDATIONS + "&$filter=" + encoded("Category eq 'HighAvailability'")))
                    .hasSize(1);
            assertThat(all(RECOMMENDATIONS + "&$filter=" + encoded("Category eq 'Cost'")))
                    .isEmpty();
            assertThat(arm.get(RECOMMENDATIONS + "&$filter=x").status()).isEqualTo(400);
        }

        @Test
        void wantsALargerOneOnTheDayAfter(@TempDir Path folder) throws IOException, SQLException {
            Clock later = Clock.fixed(Instant.parse("2026-03-13T08:00:00Z"), ZoneOffset.UTC);
            try (RunningTenant after = RunningTenant.startAt(folder, later)) {
                List<String> categories = after.azure(ARM)
                        .get(RECOMMENDATIONS)
                        .json()
                        .path("value")
                        .findValuesAsText("category");
                assertThat(categories).contains("HighAvailability").doesNotContain("Cost");
            }
        }
    }

    @Nested
    class Graph {

        private JsonNode rows(String query, String scope) {
            return arm.post(
                            "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01",
                            "{" + scope + "\"query\":\"" + query + "\",\"options\":{\"resultFormat\":\"objectArray\"}}")
                    .json()
                    .path("data");
        }

        @Test
        void knowsWhatResourcesAreIn() {
            JsonNode rows = rows(
                    "resourcecontainers | project id, name, type, state = tostring(properties.state),"
                            + " above = properties.managementGroupAncestorsChain[0].name | order by type asc",
                    "");

            assertThat(rows.findValuesAsText("type"))
                    .containsExactly(
                            "microsoft.management/managementgroups",
                            "microsoft.resources/subscriptions",
                            "microsoft.resources/subscriptions/resourcegroups");
            assertThat(rows.at("/1/state").asText()).isEqualTo("Enabled");
            assertThat(rows.at("/1/above").asText()).isEqualTo("33333333-3333-3333-3333-333333333333");
        }

        @Test
        void answersForAManagementGroup() {
            String query = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id";

            assertThat(rows(query, "\"managementGroups\":[\"33333333-3333-3333-3333-333333333333\"],"))
                    .hasSize(1);
            assertThat(rows(query, "\"managementGroups\":[\"other\"],")).isEmpty();
            assertThat(arm.get("/providers/Microsoft.Management/managementGroups?api-version=2021-04-01")
                            .json()
                            .at("/value/0/properties/displayName")
                            .asText())
                    .isEqualTo("Tenant Root Group");
        }

        @Test
        void hasHealthAlertsAndAdvisorAsTables() {
            assertThat(rows("healthresources | project id, s = tostring(properties.availabilityState)", "")
                            .findValuesAsText("s"))
                    .isNotEmpty()
                    .containsOnly("Available");
            assertThat(rows("alertsmanagementresources | summarize n = count()", "")
                            .at("/0/n")
                            .asInt())
                    .isEqualTo(6);
            assertThat(rows("advisorresources | project id, c = properties.category", ""))
                    .hasSize(1);
            assertThat(rows("servicehealthresources | project id", "")).isEmpty();
        }

        @Test
        void tellsSizes() {
            assertThat(rows("resources | where type =~ 'microsoft.web/serverfarms' | project id, sku", "")
                            .at("/0/sku")
                            .toString())
                    .isEqualTo("{\"name\":\"B1\",\"tier\":\"Basic\",\"capacity\":1}");
        }
    }
}
