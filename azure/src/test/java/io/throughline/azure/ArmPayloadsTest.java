package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.azure.activity.ActivityEntry;
import io.throughline.azure.activity.ActivityQuery;
import io.throughline.azure.advisor.Recommendation;
import io.throughline.azure.alerts.ActivityLogAlertRule;
import io.throughline.azure.alerts.AlertContext;
import io.throughline.azure.alerts.AlertHistory;
import io.throughline.azure.alerts.AlertLifecycle;
import io.throughline.azure.alerts.AlertNature;
import io.throughline.azure.alerts.AlertQuery;
import io.throughline.azure.alerts.AlertState;
import io.throughline.azure.alerts.AlertSummary;
import io.throughline.azure.alerts.AlertSummary.Grouping;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.alerts.CommonAlert;
import io.throughline.azure.health.AvailabilityStatus;
import io.throughline.azure.health.ServiceEvent;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * As {@link PayloadsTest}, for what Resource Manager's own services answered: alerts, their webhooks, health, the activity
 * log and Advisor. The system property {@code throughline.payloads} names the folder; without it these tests are skipped.
 */
class ArmPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALERT =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/providers/Microsoft.AlertsManagement/alerts/1";
    private static final TimeWindow ANY =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private static AzureStub azure;
    private Path folder = Path.of("");
    private AzureClient client;

    @BeforeAll
    static void start() {
        azure = AzureStub.start();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void fresh() {
        String payloads = System.getProperty("throughline.payloads", "");
        assumeThat(payloads)
                .as("skipped: -Dthroughline.payloads=<folder> names recorded answers to read")
                .isNotEmpty();
        Path named = Path.of(payloads);
        folder = Files.isDirectory(named.resolve("azure")) ? named.resolve("azure") : named;
        azure.reset();
        client = azure.client();
    }

    @Test
    void listsAlertsOfSeveralMonitors() throws IOException {
        answer("alerts-list/state-new-first7.json");

        List<AzureAlert> alerts = client.alerts()
                .list(AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION)
                        .state(AlertState.NEW)
                        .build())
                .toList();

        assertThat(alerts)
                .hasSize(7)
                .allSatisfy(alert -> assertThat(alert.state()).isEqualTo("New"));
        assertThat(alerts)
                .extracting(AzureAlert::nature)
                .filteredOn(nature -> nature == AlertNature.STATELESS)
                .hasSize(4);
        AzureAlert second = alerts.get(1);
        assertThat(second.guid()).isEqualTo("2ff2ccad-48b6-953a-bea7-64a1d98c0637");
        assertThat(second.monitorService()).isEqualTo("Log Alerts V2");
        assertThat(second.startedAt()).isEqualTo(Instant.parse("2022-09-05T12:23:53.102759800Z"));
        assertThat(second.details().targetName()).isEqualTo("acme-portal");
        assertThat(second.details().suppressed()).isFalse();
        // An empty type is none.
        assertThat(alerts.get(2).details().targetType()).isNull();
        assertThat(alerts.get(2).severity()).isEqualTo("Sev4");
    }

    @Test
    void getsAnAlertItsHistoryAndItsStateAfterwards() throws IOException {
        answer("alerts-get/spec-2019-05-05.json");
        AzureAlert alert = client.alerts().get(ALERT);
        assertThat(alert.name()).isEqualTo("cpu alert");
        assertThat(alert.state()).isEqualTo("Acknowledged");
        assertThat(alert.details().smartGroupId()).isEqualTo("23d6b2ce-8c54-468f-aff0-sd32aebb7e56");

        answer("alerts-history/spec-2019-05-05.json");
        AlertHistory history = client.alerts().history(ALERT);
        assertThat(history.modifications())
                .extracting(AlertHistory.Modification::event, AlertHistory.Modification::to)
                .containsExactly(tuple("StateChange", "Acknowledged"), tuple("AlertCreated", null));
        assertThat(history.modifications().get(0).comment()).isEqualTo("Acknowledging alert");

        answer("alerts-changestate/spec-2019-05-05.json");
        assertThat(client.alerts()
                        .changeState(ALERT, AlertState.ACKNOWLEDGED, "seen")
                        .state())
                .isEqualTo("Acknowledged");
    }

    @Test
    void countsAlertsBySeverityAndState() throws IOException {
        List<Grouping> by = List.of(Grouping.SEVERITY, Grouping.STATE);
        AlertQuery all = AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION).build();

        answer("alerts-summary/spec-2019-05-05.json");
        AlertSummary summary = client.alerts().summary(all, by);
        assertThat(summary.total()).isEqualTo(14189);
        assertThat(summary.smartGroups()).isEqualTo(100);
        assertThat(summary.groups().stream()
                        .mapToLong(AlertSummary.Group::count)
                        .sum())
                .isEqualTo(14189);
        assertThat(summary.groups().get(1).groups().get(0))
                .isEqualTo(new AlertSummary.Group("alertState", "New", 3175, List.of()));

        answer("alerts-summary/all-zero.json");
        AlertSummary none = client.alerts().summary(all, by);
        assertThat(none.total()).isZero();
        assertThat(none.smartGroups()).isNull();
        assertThat(none.groups()).hasSize(5);
    }

    @Test
    void listsActivityLogAlertRules() throws IOException {
        answer("activity-log-alert-rules/list.json");

        List<ActivityLogAlertRule> rules =
                client.alerts().activityLogRules(AzureStub.SUBSCRIPTION).toList();

        assertThat(rules).hasSize(13).allMatch(ActivityLogAlertRule::enabled);
        ActivityLogAlertRule first = rules.get(0);
        assertThat(first.name()).isEqualTo("dfh-nsg-alert");
        assertThat(first.tags()).containsEntry("product_id", "13742");
        assertThat(first.conditions())
                .extracting(ActivityLogAlertRule.Condition::field, ActivityLogAlertRule.Condition::values)
                .containsExactly(
                        tuple("category", List.of("Administrative")),
                        tuple("resourceType", List.of("microsoft.network/networksecuritygroups")));
        assertThat(rules.get(12).conditions().get(1).field()).isEqualTo("properties.incidentType");
        assertThat(rules.get(2).actionGroups()).hasSize(1);
    }

    @Test
    void readsTheWebhooksOfAllMonitors() throws IOException {
        CommonAlert metric = posted("metric-static-threshold");
        assertThat(metric.test()).isTrue();
        assertThat(metric.nature()).isEqualTo(AlertNature.STATEFUL);
        AlertContext.Condition condition =
                ((AlertContext.Criteria) metric.context()).conditions().get(0);
        assertThat(condition.metric()).isEqualTo("Transactions");
        assertThat(condition.threshold()).isEqualByComparingTo("0");
        assertThat(condition.value()).isEqualByComparingTo("100");
        assertThat(condition.dimensions()).containsExactly(Map.entry("ApiName", "GetBlob"));
        assertThat(metric.customProperties()).containsEntry("customKey2", "value2");

        CommonAlert production = posted("log-alerts-v2-production");
        assertThat(production.test()).isFalse();
        assertThat(production.guid()).isEqualTo("3de19cbd-afe1-1d68-219c-25a339960013");
        assertThat(production.target()).endsWith("/components/dppoc-applicationinsights");
        assertThat(production.description()).isNull();
        AlertContext.Criteria search = (AlertContext.Criteria) production.context();
        assertThat(search.windowEnd()).isEqualTo(Instant.parse("2023-11-03T11:47:25Z"));
        assertThat(search.conditions().get(0).query()).startsWith("exceptions\n| summarize");
        assertThat(search.conditions().get(0).results()).startsWith("https://api.applicationinsights.io/");
        assertThat(AlertLifecycle.of(production).alert().condition()).isEqualTo("Fired");

        CommonAlert computers = posted("log-alerts-v2");
        assertThat(computers.configurationItems()).containsExactly("test-computer");
        assertThat(computers.target()).endsWith("/workspaces/test-logAnalyticsWorkspace");

        AlertContext.LogSearch first = (AlertContext.LogSearch)
                posted("log-analytics-v1-search-results").context();
        assertThat(first.resultCount()).isEqualTo(1);
        assertThat(first.threshold()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(first.to()).isEqualTo(Instant.parse("2019-09-14T02:42:13Z"));
        assertThat(first.affectedItems()).containsExactly("FS01.Sandlot.dom");
        assertThat(first.results()).singleElement().satisfies(table -> {
            assertThat(table.columns())
                    .containsExactly("Computer", "SvcName", "SvcState", "SvcDisplayName", "TimeGenerated");
            assertThat(table.rows().get(0)).contains("Spooler", "Stopped");
        });

        CommonAlert smart = posted("smart-detector");
        assertThat(smart.nature()).isEqualTo(AlertNature.SMART_DETECTION);
        AlertContext.SmartDetection detection = (AlertContext.SmartDetection) smart.context();
        assertThat(detection.detectorId()).isEqualTo("DependencyPerformanceDegradationDetector");
        assertThat(detection.detectedValue()).isEqualTo("0.45 sec");

        CommonAlert activity = posted("activity-log-administrative");
        assertThat(activity.nature()).isEqualTo(AlertNature.STATELESS);
        AlertContext.Activity entry = (AlertContext.Activity) activity.context();
        assertThat(entry.operation()).isEqualTo("Microsoft.Compute/virtualMachines/restart/action");
        assertThat(entry.status()).isEqualTo("Succeeded");
        assertThat(activity.toString()).doesNotContain("user-email@domain.com");
    }

    @Test
    void readsTheHealthOfResources() throws IOException {
        answer("resource-health/spec-get-current.json");
        AvailabilityStatus current = client.health()
                .current("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v");
        assertThat(current.resourceId()).endsWith("/virtualMachines /rhctestenvV1PI");
        assertThat(current.state()).isEqualTo("Unavailable");
        assertThat(current.initiator()).isEqualTo("Platform Initiated");
        assertThat(current.occurredAt()).isEqualTo(Instant.parse("2016-03-29T09:12:00Z"));
        assertThat(current.resolutionEta()).isEqualTo(Instant.parse("2016-03-29T09:37:00Z"));
        assertThat(current.recommendedActions()).hasSize(2);

        answer("resource-health/spec-list-by-subscription.json");
        List<AvailabilityStatus> all =
                client.health().list("/subscriptions/" + AzureStub.SUBSCRIPTION).toList();
        assertThat(all).extracting(AvailabilityStatus::state).containsExactly("Available", "Unavailable");
        assertThat(all.get(0).recentlyResolved())
                .isEqualTo(new AvailabilityStatus.RecentlyResolved(
                        Instant.parse("2017-02-28T00:48:00Z"),
                        Instant.parse("2017-02-28T00:49:00Z"),
                        "We are sorry your SQL database is unavailable"));
    }

    @Test
    void readsServiceEvents() throws IOException {
        answer("resource-health/spec-events-subscription.json");

        List<ServiceEvent> events =
                client.health().events(AzureStub.SUBSCRIPTION, null).toList();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.trackingId()).isEqualTo("BC_1-FXZ");
            assertThat(event.type()).isEqualTo("ServiceIssue");
            assertThat(event.active()).isTrue();
            assertThat(event.impactTo()).isEqualTo(Instant.parse("2018-11-08T00:00:00Z"));
            assertThat(event.impacts()).singleElement().satisfies(impact -> {
                assertThat(impact.service()).isEqualTo("Virtual Machines");
                assertThat(impact.regions().get(0).name()).isEqualTo("West US");
            });
            assertThat(event.recommendedActions()).containsExactly("action 1", "action 2");
        });
    }

    @Test
    void readsTheActivityLogOfBothAges() throws IOException {
        answer("activity-log/subscription-2017.json");
        List<ActivityEntry> selected = client.activity()
                .list(ActivityQuery.of(AzureStub.SUBSCRIPTION, ANY)
                        .select("eventName")
                        .select("operationName")
                        .build())
                .toList();
        assertThat(selected).hasSize(33);
        // 2016-11-17, by the ticks in the id: the time was not asked for.
        assertThat(selected.get(0).at()).isEqualTo(Instant.parse("2016-11-17T21:21:44.125221900Z"));
        assertThat(selected.get(0).operation()).isEqualTo("Microsoft.Resources/subscriptions/resourcegroups/delete");
        assertThat(selected.get(0).operationLabel()).isEqualTo("Delete resource group");
        assertThat(selected.get(0).resourceId()).endsWith("/resourcegroups/test_mgmt_monitor_test_activity_log6fd0e97");
        assertThat(selected).extracting(ActivityEntry::at).isSortedAccordingTo((a, b) -> b.compareTo(a));

        answer("activity-log/spec-filtered.json");
        ActivityEntry entry = client.activity()
                .list(ActivityQuery.of(AzureStub.SUBSCRIPTION, ANY).build())
                .firstPage()
                .get(0);
        assertThat(entry.operation()).isEqualTo("microsoft.support/supporttickets/write");
        assertThat(entry.status()).isEqualTo("Succeeded");
        assertThat(entry.subStatus()).isEqualTo("Created");
        assertThat(entry.resourceId()).endsWith("/supporttickets/115012112305841");
        assertThat(entry.properties()).containsEntry("statusCode", "Created");
        assertThat(entry.caller()).isNotNull().satisfies(caller -> {
            assertThat(caller.person()).isTrue();
            assertThat(caller.name()).isEqualTo("admin@contoso.com");
        });
        assertThat(entry.toString()).doesNotContain("contoso", "192.168.35.115");
    }

    @Test
    void readsWhatAdvisorRecommendsNowAndIn2017() throws IOException {
        answer("advisor/cost-recommendations.json");
        List<Recommendation> cost =
                client.advisor().list(AzureStub.SUBSCRIPTION).toList();
        assertThat(cost).hasSize(6);
        assertThat(cost.get(0).savings())
                .contains(new Recommendation.Savings(new BigDecimal("575"), new BigDecimal("47"), "USD", "P1Y", 60));
        assertThat(cost)
                .extracting(one -> one.savings().orElseThrow().term())
                .containsExactly("P1Y", "P3Y", "P1Y", "P3Y", "P1Y", "P3Y");
        assertThat(cost.get(0).resourceId()).isEqualTo("/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47");

        answer("advisor/all-2017.json");
        List<Recommendation> old = client.advisor().list(AzureStub.SUBSCRIPTION).toList();
        assertThat(old).hasSize(18).allSatisfy(one -> assertThat(one.savings()).isEmpty());
        assertThat(old.get(0).resourceId()).isEqualTo("/subscriptions/00000000-0000-0000-0000-000000000000");
        assertThat(old.get(1).resourceId()).endsWith("/virtualMachines/azatestvm");
        assertThat(old)
                .filteredOn(one -> one.category().equals("HighAvailability"))
                .hasSize(4);

        answer("advisor/spec-list.json");
        List<Recommendation> now = client.advisor().list(AzureStub.SUBSCRIPTION).firstPage();
        assertThat(now.get(0).benefits()).startsWith("Save and recover your data");
        assertThat(now.get(0).resourceId()).endsWith("/availabilitysets/abc");
        assertThat(now.get(1).risk()).isEqualTo("Warning");
    }

    @Test
    void followsNoLinkOfARecordingToItsOwnHost() throws IOException {
        whole("alerts-list/state-new-first7.json");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> client.alerts()
                        .list(AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION).build())
                        .toList())
                .withMessageContaining("another host");
        whole("advisor/spec-list.json");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> client.advisor().list(AzureStub.SUBSCRIPTION).toList())
                .withMessageContaining("another host");
    }

    private CommonAlert posted(String name) throws IOException {
        try (InputStream body = Files.newInputStream(folder.resolve("common-alert-schema/" + name + ".json"))) {
            return CommonAlert.parse(body);
        }
    }

    /** Answers whatever is asked with a recording or a vendor's example, without its link to another host. */
    private void answer(String file) throws IOException {
        JsonNode body = body(file);
        ((ObjectNode) body).remove("nextLink");
        answer(body);
    }

    private void whole(String file) throws IOException {
        answer(body(file));
    }

    private void answer(JsonNode body) {
        azure.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body.toString())));
    }

    private JsonNode body(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        return root.has("responses") ? root.at("/responses/200/body") : root.at("/response/body");
    }
}
