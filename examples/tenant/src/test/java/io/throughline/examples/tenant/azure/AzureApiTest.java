package io.throughline.examples.tenant.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.TinyRecording;
import io.throughline.examples.tenant.Vendor;
import io.throughline.examples.tenant.Wire;
import io.throughline.examples.tenant.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureApiTest {

    private static final String LOGS = "https://api.loganalytics.io";
    private static final String ARM = "https://management.azure.com";
    private static final String METRICS = "https://metrics.monitor.azure.com";
    private static final String QUERY = "/v1/workspaces/" + TinyRecording.WORKSPACE + "/query";
    private static final String SUBSCRIPTION = "/subscriptions/" + TinyRecording.SUBSCRIPTION;

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private Wire.Answer query(String text, String timespan) {
        return running.azure(LOGS)
                .post(
                        QUERY,
                        Json.object()
                                .put("query", text)
                                .put("timespan", timespan)
                                .toString());
    }

    @Nested
    class Tokens {

        @Test
        void refusesAWrongSecretAsEntraDoes() {
            Wire.Answer answer = Wire.to(running.tenant(), Vendor.AZURE)
                    .post(
                            "/" + running.configured("tenantId") + "/oauth2/v2.0/token",
                            "grant_type=client_credentials&client_id=" + running.configured("clientId")
                                    + "&client_secret=wrong&scope=x");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
            assertThat(answer.json().path("error_description").asText()).startsWith("AADSTS7000215: ");
            assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(7000215);
        }

        @Test
        void refusesAnUnknownApplicationAndDirectory() {
            Wire wire = Wire.to(running.tenant(), Vendor.AZURE);

            assertThat(wire.post(
                                    "/" + running.configured("tenantId") + "/oauth2/v2.0/token",
                                    "grant_type=client_credentials&client_id=x&client_secret=y&scope=z")
                            .body())
                    .contains("AADSTS700016");
            assertThat(wire.post("/nowhere/oauth2/v2.0/token", "grant_type=client_credentials")
                            .body())
                    .contains("AADSTS90002");
        }

        @Test
        void demandsATokenOfTheRightAudience() {
            Wire.Answer none = Wire.to(running.tenant(), Vendor.AZURE).get(SUBSCRIPTION);
            Wire.Answer other = running.azure(LOGS).get(SUBSCRIPTION);
            Wire.Answer logs = running.azure(ARM).post(QUERY, "{}");
            Wire.Answer right = running.azure(ARM).get(SUBSCRIPTION);

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.json().at("/error/code").asText()).isEqualTo("AuthenticationFailed");
            assertThat(none.header("x-ms-request-id")).isPresent();
            assertThat(other.status()).isEqualTo(401);
            assertThat(other.json().at("/error/code").asText()).isEqualTo("InvalidAuthenticationTokenAudience");
            assertThat(logs.status()).isEqualTo(403);
            assertThat(right.json().path("state").asText()).isEqualTo("Enabled");
        }
    }

    @Nested
    class Logs {

        @Test
        void answersTypedColumnsWithMovedTimes() {
            Wire.Answer answer = query("""
                    AppRequests
                    | where TimeGenerated >= datetime(2026-03-12T12:00:00Z) and TimeGenerated < datetime(2026-03-12T12:30:00Z)
                    | summarize Items = sum(ItemCount), Failures = sumif(ItemCount, Success == false), Mean = avg(DurationMs),
                        Last = max(TimeGenerated), Span = max(TimeGenerated) - min(TimeGenerated), Any = take_any(Success)
                        by AppRoleName
                    """, "2026-03-12T12:00Z/2026-03-12T12:30Z");

            assertThat(answer.status()).isEqualTo(200);
            JsonNode table = answer.json().at("/tables/0");
            assertThat(table.path("name").asText()).isEqualTo("PrimaryResult");
            assertThat(table.path("columns").findValuesAsText("type"))
                    .containsExactly("string", "long", "long", "real", "datetime", "timespan", "bool");
            assertThat(table.at("/rows/0").toString())
                    .isEqualTo("[\"orders-api\",80,40,3010.0,\"2026-03-12T12:19:30Z\",\"00:19:30\",true]");
        }

        @Test
        void joinsTheNormalDayAndTheStretch() {
            Wire.Answer answer =
                    query("AppRequests | summarize count() by AppVersion | order by AppVersion asc", "P3D");

            assertThat(answer.json().at("/tables/0/rows").toString()).isEqualTo("[[\"2.7.0\",1440],[\"2.8.0\",40]]");
        }

        @Test
        void keepsToTheTimespan() {
            Wire.Answer answer = query("AppRequests | count", "2026-03-12T12:00:00Z/PT5M");

            assertThat(answer.json().at("/tables/0/rows").toString()).isEqualTo("[[11]]");
        }

        @Test
        void hasTheColumnsOfTheReferenceEvenIfNothingWasRecorded() {
            Wire.Answer answer = query("AppDependencies | take 1", "P3D");

            assertThat(answer.json().at("/tables/0/columns").findValuesAsText("name"))
                    .contains(
                            "TenantId",
                            "TimeGenerated",
                            "Target",
                            "DependencyType",
                            "ItemCount",
                            "_ResourceId",
                            "Type");
            assertThat(answer.json().at("/tables/0/rows")).isEmpty();
        }

        @Test
        void namesTheComponentAndNeverANullText() {
            Wire.Answer answer =
                    query("AppRequests | where AppVersion == '2.7.0' | project ParentId, _ResourceId | take 1", "P3D");

            assertThat(answer.json().at("/tables/0/rows/0/0").textValue()).isEmpty();
            assertThat(answer.json().at("/tables/0/rows/0/1").asText())
                    .startsWith("/subscriptions/1111")
                    .endsWith("/resourcegroups/rg-shop-prod/providers/microsoft.insights/components/appi-shop-prod");
        }

        @Test
        void saysWhereAQueryIsWrong() {
            Wire.Answer answer = query("AppRequests\n| wher x", "PT1H");

            assertThat(answer.status()).isEqualTo(400);
            JsonNode error = answer.json().path("error");
            assertThat(error.path("code").asText()).isEqualTo("BadArgumentError");
            assertThat(error.at("/innererror/code").asText()).isEqualTo("SyntaxError");
            assertThat(error.at("/innererror/innererror/code").asText()).isEqualTo("SYN0002");
            assertThat(error.at("/innererror/innererror/line").asInt()).isEqualTo(2);
            assertThat(error.at("/innererror/innererror/token").asText()).isEqualTo("wher");
        }

        @Test
        void doesNotKnowOtherTablesAndWorkspaces() {
            Wire.Answer table = query("AppRequest | take 1", "PT1H");
            Wire.Answer workspace = running.azure(LOGS)
                    .post("/v1/workspaces/00000000-0000-0000-0000-000000000000/query", "{\"query\":\"print 1\"}");

            assertThat(table.status()).isEqualTo(400);
            assertThat(table.json().at("/error/innererror/innererror/message").asText())
                    .contains("'AppRequest'");
            assertThat(workspace.status()).isEqualTo(404);
            assertThat(workspace.json().at("/error/code").asText()).isEqualTo("PathNotFoundError");
        }

        @Test
        void refusesWhatIsNoQuery() {
            Wire.Answer none = running.azure(LOGS).post(QUERY, "{}");
            Wire.Answer timespan = query("print 1", "yesterday");

            assertThat(List.of(none.status(), timespan.status())).containsExactly(400, 400);
        }

        @Test
        void saysThatAnAnswerWasCut(@TempDir Path other) throws IOException, SQLException {
            try (RunningTenant small =
                    RunningTenant.start(other, config -> config.throttled(false).logRowLimit(100))) {
                Wire.Answer answer =
                        small.azure(LOGS).post(QUERY, "{\"query\":\"AppRequests | project Id\",\"timespan\":\"P3D\"}");

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json().at("/tables/0/rows")).hasSize(100);
                assertThat(answer.json().at("/error/code").asText()).isEqualTo("PartialError");
                assertThat(answer.json()
                                .at("/error/details/0/innererror/message")
                                .asText())
                        .contains("E_QUERY_RESULT_SET_TOO_LARGE");
            }
        }
    }

    @Nested
    class ResourceGraph {

        private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

        private Wire.Answer resources(String query, String options) {
            return running.azure(ARM)
                    .post(
                            PATH,
                            "{\"subscriptions\":[\"" + TinyRecording.SUBSCRIPTION + "\"],\"query\":"
                                    + Json.mapper().getNodeFactory().textNode(query) + ",\"options\":{" + options
                                    + "}}");
        }

        @Test
        void answersInPagesUntilThereIsNoToken() {
            List<String> types = new ArrayList<>();
            String token = "";
            int pages = 0;
            do {
                String skip = token.isEmpty() ? "" : ",\"$skipToken\":\"" + token + "\"";
                JsonNode page = resources(
                                "resources | project id, type, tags | order by id asc",
                                "\"$top\":1000,\"resultFormat\":\"objectArray\"" + skip)
                        .json();
                page.path("data").forEach(item -> types.add(item.path("type").asText()));
                assertThat(page.path("totalRecords").asInt()).isEqualTo(7);
                assertThat(page.at("/data/0/tags/environment").asText()).isEqualTo("production");
                token = page.path("$skipToken").asText();
                pages++;
            } while (!token.isEmpty());

            assertThat(pages).isEqualTo(2);
            assertThat(types)
                    .containsExactlyInAnyOrder(
                            "microsoft.dbforpostgresql/flexibleservers",
                            "microsoft.insights/components",
                            "microsoft.operationalinsights/workspaces",
                            "microsoft.web/serverfarms",
                            "microsoft.web/sites",
                            "microsoft.web/sites",
                            "microsoft.web/sites");
        }

        @Test
        void looksIntoProperties() {
            JsonNode page = resources(
                            "Resources | where name =~ 'APP-ORDERS-PROD' | project host = tostring(properties.defaultHostName),"
                                    + " plan = tostring(properties['serverFarmId'])",
                            "")
                    .json();

            assertThat(page.at("/data/columns").findValuesAsText("name")).containsExactly("host", "plan");
            assertThat(page.at("/data/rows/0/0").asText()).isEqualTo("app-orders-prod.azurewebsites.net");
            assertThat(page.at("/data/rows/0/1").asText()).isEqualTo(TinyRecording.ORDERS_PLAN);
        }

        @Test
        void showsNothingOfOtherSubscriptionsAndRefusesBadQueries() {
            Wire.Answer other = running.azure(ARM)
                    .post(PATH, "{\"subscriptions\":[\"none\"],\"query\":\"resources | project id\"}");
            Wire.Answer bad = resources("resources | where nope == 1", "");

            assertThat(other.json().path("totalRecords").asInt()).isZero();
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.json().at("/error/details/0/code").asText()).isEqualTo("InvalidQuery");
        }
    }

    @Nested
    class Metrics {

        private Wire.Answer batch(String query, String id) {
            return running.azure(METRICS)
                    .post(SUBSCRIPTION + "/metrics:getBatch?" + query, "{\"resourceids\":[\"" + id + "\"]}");
        }

        @Test
        void answersAPointForEachMinuteWithAValueWhereOneWasMeasured() {
            JsonNode value = batch(
                            "starttime=2026-03-12T12:02:00Z&endtime=2026-03-12T12:05:00Z&interval=PT1M"
                                    + "&metricnames=CPU_percent,unknown&aggregation=Average,maximum",
                            TinyRecording.DATABASE.toLowerCase(java.util.Locale.ROOT))
                    .json()
                    .at("/values/0");

            assertThat(value.at("/value/0/id").asText())
                    .isEqualTo(TinyRecording.DATABASE + "/providers/Microsoft.Insights/metrics/cpu_percent");
            assertThat(value.at("/value/0/timeseries/0/data").toString())
                    .isEqualTo("[{\"timeStamp\":\"2026-03-12T12:02:00Z\",\"average\":10.0,\"maximum\":20.0},"
                            + "{\"timeStamp\":\"2026-03-12T12:03:00Z\"},"
                            + "{\"timeStamp\":\"2026-03-12T12:04:00Z\",\"average\":10.0,\"maximum\":20.0}]");
            assertThat(value.at("/value/1/name/value").asText()).isEqualTo("unknown");
            assertThat(value.at("/value/1/timeseries")).isEmpty();
        }

        @Test
        void addsUpMinutesToCoarserGrains() {
            JsonNode data = batch(
                            "starttime=2026-03-12T12:00:00Z&endtime=2026-03-12T12:10:00Z&interval=PT5M"
                                    + "&metricnames=cpu_percent&aggregation=total,count,average",
                            TinyRecording.DATABASE)
                    .json()
                    .at("/values/0/value/0/timeseries/0/data");

            assertThat(data.toString())
                    .isEqualTo(
                            "[{\"timeStamp\":\"2026-03-12T12:00:00Z\",\"average\":10.0,\"count\":16.0,\"total\":160.0},"
                                    + "{\"timeStamp\":\"2026-03-12T12:05:00Z\",\"average\":10.0,\"count\":20.0,\"total\":200.0}]");
        }

        @Test
        void givesTheLastMinutesOnlyLater() {
            JsonNode data = batch(
                            "starttime=2026-03-12T12:26:00Z&endtime=2026-03-12T12:30:00Z&interval=PT1M"
                                    + "&metricnames=cpu_percent&aggregation=average",
                            TinyRecording.DATABASE)
                    .json()
                    .at("/values/0/value/0/timeseries/0/data");

            assertThat(data.findValuesAsText("average")).hasSize(3);
        }

        @Test
        void refusesWhatAzureRefuses() {
            String window =
                    "starttime=2026-03-12T12:00:00Z&endtime=2026-03-12T12:10:00Z&metricnames=m&aggregation=average";

            Wire.Answer grain = batch(window + "&interval=PT2M", TinyRecording.DATABASE);
            Wire.Answer resource = batch(window + "&interval=PT1M", TinyRecording.DATABASE + "-x");
            Wire.Answer subscription = running.azure(METRICS)
                    .post("/subscriptions/other/metrics:getBatch?" + window, "{\"resourceids\":[\"x\"]}");

            assertThat(grain.status()).isEqualTo(400);
            assertThat(grain.body()).contains("Invalid time grain duration");
            assertThat(resource.status()).isEqualTo(404);
            assertThat(subscription.json().at("/error/code").asText()).isEqualTo("AuthorizationFailed");
        }

        @Test
        void listsDefinitions() {
            JsonNode list = running.azure(ARM)
                    .get(TinyRecording.DATABASE
                            + "/providers/microsoft.insights/metricDefinitions?api-version=2018-01-01")
                    .json();

            assertThat(list.at("/value/0/name/value").asText()).isEqualTo("cpu_percent");
            assertThat(list.at("/value/0/metricAvailabilities/0/timeGrain").asText())
                    .isEqualTo("PT1M");
        }
    }

    @Nested
    class Alerts {

        private static final String PATH =
                SUBSCRIPTION + "/providers/Microsoft.AlertsManagement/alerts?api-version=2019-05-05-preview&timeRange=";

        @Test
        void followsLinksOnTheSameAddress() {
            List<String> names = new ArrayList<>();
            String next = PATH + "30d&pageCount=250";
            int pages = 0;
            while (!next.isEmpty()) {
                JsonNode page = running.azure(ARM).get(next).json();
                page.path("value").forEach(item -> names.add(item.path("name").asText()));
                next = page.path("nextLink").asText();
                assertThat(next.isEmpty() || next.startsWith(running.tenant().endpoint(Vendor.AZURE) + "/"))
                        .isTrue();
                pages++;
            }

            assertThat(pages).isEqualTo(2);
            assertThat(names).containsExactly("rule 0", "rule 5", "rule 4", "rule 3", "rule 2", "rule 1");
        }

        @Test
        void tellsResolvedFromFired() {
            JsonNode first =
                    running.azure(ARM).get(PATH + "1d&pageCount=1").json().at("/value/0/properties/essentials");

            assertThat(first.path("monitorCondition").asText()).isEqualTo("Resolved");
            assertThat(first.path("startDateTime").asText()).isEqualTo("2026-03-12T12:10:00Z");
            assertThat(first.path("monitorConditionResolvedDateTime").asText()).isEqualTo("2026-03-12T12:25:00Z");
            assertThat(first.path("severity").asText()).isEqualTo("Sev0");
            assertThat(first.path("alertRule").asText()).endsWith("/metricAlerts/rule-0");
        }

        @Test
        void refusesBadRangesAndOtherSubscriptions() {
            assertThat(running.azure(ARM).get(PATH + "2h").status()).isEqualTo(400);
            assertThat(running.azure(ARM).get(PATH + "1d&pageCount=300").status())
                    .isEqualTo(400);
            assertThat(running.azure(ARM)
                            .get("/subscriptions/other/providers/Microsoft.AlertsManagement/alerts")
                            .json()
                            .at("/error/code")
                            .asText())
                    .isEqualTo("SubscriptionNotFound");
        }
    }
}
