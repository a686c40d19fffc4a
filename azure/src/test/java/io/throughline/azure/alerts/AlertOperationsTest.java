package io.throughline.azure.alerts;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.azure.AzureStub;
import io.throughline.azure.alerts.AlertQuery.Range;
import io.throughline.azure.alerts.AlertQuery.Sort;
import io.throughline.azure.alerts.AlertSummary.Grouping;
import io.throughline.azure.paging.AzurePages;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.TransportException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AlertOperationsTest {

    private static final String SCOPE = "/subscriptions/" + AzureStub.SUBSCRIPTION;
    private static final String PATH = SCOPE + "/providers/Microsoft.AlertsManagement/alerts";
    private static final String ALERT = PATH + "/0d5c1f6e-0000-4000-8000-000000000001";

    private static AzureStub azure;
    private AlertsGateway alerts;

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
        azure.reset();
        alerts = azure.client().alerts();
    }

    @Test
    void asksForExactlyWhatTheQuerySays() {
        azure.server()
                .stubFor(get(urlPathEqualTo(
                                SCOPE + "/resourceGroups/rg%20one/providers/Microsoft.AlertsManagement/alerts"))
                        .willReturn(okJson("{\"value\":[]}")));
        azure.server().stubFor(get(urlMatching(".*")).willReturn(okJson("{\"value\":[]}")));
        AlertQuery query = AlertQuery.within(SCOPE + "/resourceGroups/rg one/")
                .targetResource(SCOPE + "/resourceGroups/rg one/providers/microsoft.web/sites/a")
                .targetResourceType("microsoft.web/sites")
                .targetResourceGroup("rg one")
                .monitorService("Log Analytics")
                .monitorCondition("Fired")
                .severity("Sev1")
                .state(AlertState.CLOSED)
                .rule("CPU & memory")
                .smartGroup("g-1")
                .range(Range.WEEK)
                .window(new TimeWindow(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z")))
                .includeContext()
                .includeEgressConfig()
                .pageSize(25)
                .sort(Sort.SEVERITY, true)
                .select(Set.of("severity", "alertState"))
                .build();

        assertThat(alerts.list(query).toList()).isEmpty();

        azure.server()
                .verify(getRequestedFor(urlPathEqualTo(
                                SCOPE + "/resourceGroups/rg%20one/providers/Microsoft.AlertsManagement/alerts"))
                        .withQueryParam("api-version", equalTo("2019-05-05-preview"))
                        .withQueryParam("targetResourceGroup", equalTo("rg one"))
                        .withQueryParam("targetResourceType", equalTo("microsoft.web/sites"))
                        .withQueryParam("monitorService", equalTo("Log Analytics"))
                        .withQueryParam("monitorCondition", equalTo("Fired"))
                        .withQueryParam("severity", equalTo("Sev1"))
                        .withQueryParam("alertState", equalTo("Closed"))
                        .withQueryParam("alertRule", equalTo("CPU & memory"))
                        .withQueryParam("smartGroupId", equalTo("g-1"))
                        // A window and a range exclude one another; the last one counts.
                        .withQueryParam("timeRange", absent())
                        .withQueryParam("customTimeRange", equalTo("2026-11-20T00:00:00Z/2026-11-21T00:00:00Z"))
                        .withQueryParam("includeContext", equalTo("true"))
                        .withQueryParam("includeEgressConfig", equalTo("true"))
                        .withQueryParam("pageCount", equalTo("25"))
                        .withQueryParam("sortBy", equalTo("severity"))
                        .withQueryParam("sortOrder", equalTo("asc"))
                        .withQueryParam("select", equalTo("alertState,severity")));
    }

    @Test
    void refusesAQueryThatTheServiceWouldNotAnswer() {
        AlertQuery.Builder query = AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.pageSize(251))
                .withMessage("pageSize must be in [1, 250], was 251");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.pageSize(26).includeContext().build())
                .withMessageContaining("at most 25 with includeContext");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertQuery.within("prod"))
                .withMessageContaining("ARM id");
    }

    @Test
    void readsAPageOnlyWhenItIsReached() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(okJson("{\"value\":[" + alert("New") + "],\"nextLink\":\"" + azure.address()
                                + "/more?ctoken=%2b\"}")));
        azure.server()
                .stubFor(get(urlMatching("/more.*"))
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7"))
                        .inScenario("slow")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("ready"));
        azure.server()
                .stubFor(get(urlMatching("/more.*"))
                        .inScenario("slow")
                        .whenScenarioStateIs("ready")
                        .willReturn(okJson("{\"value\":[" + alert("Closed") + "]}")));
        AzurePages<AzureAlert> pages =
                alerts.list(AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION).build());

        Iterator<AzureAlert> iterator = pages.iterator();
        assertThat(iterator.next().state()).isEqualTo("New");
        azure.server().verify(0, getRequestedFor(urlMatching("/more.*")));
        assertThat(pages.throttled()).isFalse();

        assertThat(iterator.next().state()).isEqualTo("Closed");
        assertThat(iterator.hasNext()).isFalse();
        assertThat(pages.throttled()).isTrue();
    }

    @Test
    void getsAnAlertWithItsContext() {
        azure.server().stubFor(get(urlPathEqualTo(ALERT)).willReturn(okJson(alert("Acknowledged"))));

        AzureAlert alert = alerts.get(ALERT);

        assertThat(alert.state()).isEqualTo("Acknowledged");
        assertThat(alert.details().suppressed()).isTrue();
        assertThat(alert.details().context()).containsEntry("ratio", new java.math.BigDecimal("0.5"));
        assertThat(alert.details().customProperties()).containsEntry("team", "shop");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alerts.get("0d5c1f6e"))
                .withMessageContaining("ARM id");
        assertThatIllegalArgumentException().isThrownBy(() -> alerts.get(ALERT + "/changestate"));
    }

    @Test
    void tellsWhatHappenedToAnAlert() {
        azure.server().stubFor(get(urlPathEqualTo(ALERT + "/history")).willReturn(okJson("""
            {"properties":{"alertId":"x","modifications":[
             {"modificationEvent":"MonitorConditionChange","oldValue":"Fired","newValue":"Resolved","modifiedAt":"2026-11-22T10:30:00Z","modifiedBy":"System"},
             {"modificationEvent":"AlertCreated","oldValue":"","newValue":"","modifiedAt":"2026-11-22T10:00:00Z"}]}}\
            """)));

        assertThat(alerts.history(ALERT).modifications())
                .extracting(
                        AlertHistory.Modification::event,
                        AlertHistory.Modification::from,
                        AlertHistory.Modification::to,
                        AlertHistory.Modification::by)
                .containsExactly(
                        tuple("MonitorConditionChange", "Fired", "Resolved", "System"),
                        tuple("AlertCreated", null, null, null));
    }

    @Test
    void countsWithTheFiltersOfAQuery() {
        azure.server()
                .stubFor(get(urlPathEqualTo(SCOPE + "/providers/Microsoft.AlertsManagement/alertsSummary"))
                        .willReturn(okJson("""
                    {"properties":{"groupedby":"alertState","total":3,"smartGroupsCount":1,
                     "values":[{"name":"New","count":2},{"name":"Closed","count":1}]}}\
                    """)));

        AlertSummary summary = alerts.summary(
                AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION)
                        .severity("Sev0")
                        .pageSize(10)
                        .build(),
                List.of(Grouping.STATE));

        assertThat(summary.total()).isEqualTo(3);
        assertThat(summary.groups())
                .containsExactly(
                        new AlertSummary.Group("alertState", "New", 2, List.of()),
                        new AlertSummary.Group("alertState", "Closed", 1, List.of()));
        azure.server()
                .verify(getRequestedFor(urlMatching(".*alertsSummary.*"))
                        .withQueryParam("groupby", equalTo("alertState"))
                        .withQueryParam("severity", equalTo("Sev0"))
                        .withQueryParam("pageCount", absent()));
        azure.server()
                .stubFor(get(urlMatching(".*alertsSummary.*"))
                        .willReturn(okJson("{\"properties\":{\"total\":\"many\"}}")));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> alerts.summary(
                        AlertQuery.ofSubscription(AzureStub.SUBSCRIPTION).build(), List.of(Grouping.STATE)));
    }

    @Test
    void listsRulesOfTheActivityLogWithWhatMustHold() {
        azure.server()
                .stubFor(get(urlPathEqualTo(SCOPE + "/providers/microsoft.insights/activityLogAlerts"))
                        .willReturn(okJson("""
                    {"value":[{"id":"/subscriptions/s/x","name":"incidents","tags":{"team":"shop"},"properties":{"scopes":["/subscriptions/s"],
                     "condition":{"allOf":[{"field":"category","equals":"ServiceHealth"},
                      {"anyOf":[{"field":"properties.incidentType","equals":"Incident"},{"field":"properties.incidentType","equals":"Security"}]},
                      {"field":"properties.impactedServices[*].ServiceName","containsAny":["App Service"]}]},
                     "actions":{"actionGroups":[{"actionGroupId":"/ag"}]},"enabled":false}}]}\
                    """)));

        ActivityLogAlertRule rule =
                alerts.activityLogRules(AzureStub.SUBSCRIPTION).toList().get(0);

        assertThat(rule.enabled()).isFalse();
        assertThat(rule.actionGroups()).containsExactly("/ag");
        assertThat(rule.conditions()).hasSize(3);
        assertThat(rule.conditions().get(1).anyOf())
                .extracting(ActivityLogAlertRule.Condition::values)
                .containsExactly(List.of("Incident"), List.of("Security"));
        assertThat(rule.conditions().get(2).containing()).containsExactly("App Service");
    }

    @Nested
    class ChangingTheState {

        @Test
        void sendsThePersonsComment() {
            azure.server().stubFor(post(urlPathEqualTo(ALERT + "/changestate")).willReturn(okJson(alert("Closed"))));

            assertThat(alerts.changeState(ALERT, AlertState.CLOSED, "a \"known\" issue")
                            .state())
                    .isEqualTo("Closed");
            alerts.changeState(ALERT, AlertState.NEW, null);

            azure.server()
                    .verify(postRequestedFor(urlPathEqualTo(ALERT + "/changestate"))
                            .withQueryParam("newState", equalTo("Closed"))
                            .withRequestBody(equalToJson("{\"comments\":\"a \\\"known\\\" issue\"}")));
            azure.server()
                    .verify(postRequestedFor(urlPathEqualTo(ALERT + "/changestate"))
                            .withQueryParam("newState", equalTo("New"))
                            .withRequestBody(absent()));
        }

        @Test
        void isNotSentAgainAfterAFailureThatMayHaveCarriedItOut() {
            azure.server()
                    .stubFor(post(urlPathEqualTo(ALERT + "/changestate"))
                            .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "1")));
            assertThatExceptionOfType(ServiceUnavailableException.class)
                    .isThrownBy(() -> alerts.changeState(ALERT, AlertState.CLOSED, null));
            azure.server().verify(1, postRequestedFor(urlMatching(".*changestate.*")));

            azure.server()
                    .stubFor(post(urlPathEqualTo(ALERT + "/changestate"))
                            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> alerts.changeState(ALERT, AlertState.CLOSED, null));
            azure.server().verify(2, postRequestedFor(urlMatching(".*changestate.*")));
        }

        @Test
        void isSentAgainWhereItWasRefusedForTheNumberOfCalls() {
            azure.server()
                    .stubFor(post(urlPathEqualTo(ALERT + "/changestate"))
                            .inScenario("busy")
                            .whenScenarioStateIs(Scenario.STARTED)
                            .willSetStateTo("free")
                            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3")));
            azure.server()
                    .stubFor(post(urlPathEqualTo(ALERT + "/changestate"))
                            .inScenario("busy")
                            .whenScenarioStateIs("free")
                            .willReturn(okJson(alert("Acknowledged"))));

            assertThat(alerts.changeState(ALERT, AlertState.ACKNOWLEDGED, null).state())
                    .isEqualTo("Acknowledged");
        }

        @Test
        void namesTheRoleThatItNeeds() {
            azure.server()
                    .stubFor(post(urlPathEqualTo(ALERT + "/changestate"))
                            .willReturn(aResponse()
                                    .withStatus(403)
                                    .withBody("{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}")));

            assertThatExceptionOfType(PermissionException.class)
                    .isThrownBy(() -> alerts.changeState(ALERT, AlertState.CLOSED, "secret words"))
                    .withMessageContaining("Monitoring Contributor")
                    .withMessageContaining("changestate/action")
                    .withMessageContaining(SCOPE)
                    .withMessageNotContaining("secret words");
        }
    }

    private static String alert(String state) {
        return """
            {"id":"%s","name":"CPU","properties":{"essentials":{"severity":"Sev1","signalType":"Metric","alertState":"%s",
             "monitorCondition":"Fired","monitorService":"Platform","startDateTime":"2026-11-20T08:00:00Z",
             "lastModifiedDateTime":"2026-11-20T08:10:00Z","actionStatus":{"isSuppressed":true}},
             "context":{"ratio":0.5,"nothing":null},"customProperties":{"team":"shop"}}}\
            """.formatted(ALERT, state);
    }
}
