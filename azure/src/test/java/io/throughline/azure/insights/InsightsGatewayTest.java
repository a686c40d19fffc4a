package io.throughline.azure.insights;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.azure.AzureStub;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureError;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsResult;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InsightsGatewayTest {

    private static final String APP = "578f0e27-12e9-4631-bc02-50b965da2633";
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private static AzureStub azure;
    private InsightsGateway insights;

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
        insights = azure.client().insights();
    }

    @Test
    void queriesSeveralApplicationsWithATokenOfItsOwn() {
        String path = "/v1/apps/" + APP + "/query";
        azure.server()
                .stubFor(
                        post(urlEqualTo(path))
                                .willReturn(
                                        okJson(
                                                "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"n\",\"type\":"
                                                        + "\"long\"}],\"rows\":[[\"255\"]]}],\"error\":{\"code\":\"PartialError\",\"message\":\"cut\"}}")));

        LogsResult result = insights.query(APP, KqlQuery.table("requests").pipe("count"), List.of("other"), HOUR);

        assertThat(result.table().row(0).whole("n")).hasValue(255);
        assertThat(result.partial().orElseThrow().words()).isEqualTo("cut");
        azure.server()
                .verify(postRequestedFor(urlEqualTo(path))
                        .withRequestBody(equalToJson("{\"query\":\"requests\\n| count\",\"timespan\":"
                                + "\"2026-11-22T10:00:00Z/2026-11-22T11:00:00Z\",\"applications\":[\"other\"]}")));
        assertThat(azure.scopes()).contains("https://api.applicationinsights.io/.default");
    }

    @Test
    void readsAMetricByIntervalAndSegment() {
        azure.server()
                .stubFor(get(urlEqualTo("/v1/apps/" + APP
                                + "/metrics/requests%2Fcount?timespan=2026-11-22T10%3A00%3A00Z%2F2026-11-22T11%3A00%3A00Z"
                                + "&interval=PT30M&aggregation=sum%2Cavg&segment=request%2Fsuccess&top=5&filter=a%20eq%20'b'"
                                        .replace("'", "%27")))
                        .willReturn(okJson("""
                            {"value":{"start":"2026-11-22T10:00:00Z","end":"2026-11-22T11:00:00Z","interval":"PT30M","segments":[
                              {"start":"2026-11-22T10:00:00Z","end":"2026-11-22T10:30:00Z","segments":[
                                {"requests/count":{"sum":5,"avg":"NaN"},"request/success":"True"},{"requests/count":{"sum":null},"request/success":"False"}]},
                              {"start":"2026-11-22T10:30:00Z","end":"2026-11-22T11:00:00Z","segments":[]}]}}\
                            """)));

        InsightsMetric metric = insights.metric(
                APP,
                new InsightsMetric.Query(
                        "requests/count",
                        HOUR,
                        Duration.ofMinutes(30),
                        List.of("sum", "avg"),
                        List.of("request/success"),
                        5,
                        "a eq 'b'"));

        assertThat(metric.points()).hasSize(2);
        assertThat(metric.points().get(0).segments()).isEqualTo(Map.of("request/success", "True"));
        assertThat(metric.points().get(0).end()).isEqualTo(Instant.parse("2026-11-22T10:30:00Z"));
        assertThat(metric.points().get(0).value("sum")).hasValue(5);
        assertThat(metric.points().get(0).value("avg").orElseThrow()).isNaN();
        assertThat(metric.points().get(1).value("sum")).isEmpty();
    }

    @Test
    void keepsSeveralMetricsApartAndTellsWhichFailed() {
        azure.server().stubFor(post(urlEqualTo("/v1/apps/" + APP + "/metrics")).willReturn(okJson("""
            [{"id":"1","status":400,"body":{"error":{"code":"BadArgumentError","message":"no such metric"}}},
             {"id":"0","status":200,"body":{"value":{"start":"2026-11-22T10:00:00Z","end":"2026-11-22T11:00:00Z","a":{"sum":7}}}}]\
            """)));

        List<InsightsMetric.Answer> answers =
                insights.metrics(APP, List.of(InsightsMetric.Query.of("a", HOUR), InsightsMetric.Query.of("b", HOUR)));

        assertThat(Optional.ofNullable(answers.get(0).metric()).orElseThrow().points().get(0).value("sum"))
                .hasValue(7);
        assertThat(answers.get(1).metric()).isNull();
        assertThat(Optional.ofNullable(answers.get(1).error()).map(AzureError::words)).contains("no such metric");
    }

    @Test
    void saysWhichRoleIsMissingAndWhatCannotBeRead() {
        azure.server()
                .stubFor(get(urlEqualTo("/v1/apps/" + APP + "/metrics/a?timespan="
                                + "2026-11-22T10%3A00%3A00Z%2F2026-11-22T11%3A00%3A00Z"))
                        .willReturn(aResponse().withStatus(403)));
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> insights.metric(APP, InsightsMetric.Query.of("a", HOUR)))
                .withMessageContaining("grant the role Monitoring Reader");

        azure.reset();
        azure.server().stubFor(post(urlEqualTo("/v1/apps/" + APP + "/query")).willReturn(okJson("{\"tables\":[5]}")));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> insights.query(APP, KqlQuery.table("requests"), List.of(), HOUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> insights.query("../x", KqlQuery.table("requests"), List.of(), HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> insights.events(APP, "traces", HOUR, null, 501));
    }

    @Test
    void standsInTheCloudOfTheOthers() {
        assertThat(InsightsEndpoint.of(AzureEndpoints.PUBLIC).address()).hasHost("api.applicationinsights.io");
        assertThat(InsightsEndpoint.of(AzureEndpoints.US_GOVERNMENT).address()).hasHost("api.applicationinsights.us");
        assertThat(InsightsEndpoint.of(AzureEndpoints.CHINA).scope())
                .isEqualTo("https://api.applicationinsights.azure.cn/.default");
        assertThat(InsightsEndpoint.of(azure.endpoints()).address()).isEqualTo(azure.address());
    }
}
