package io.throughline.azure.metrics;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.azure.AzureStub;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsGatewayTest {

    private static final String PATH = "/subscriptions/" + AzureStub.SUBSCRIPTION + "/metrics:getBatch";
    private static final String PLAN =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Web/serverfarms/plan";

    private static AzureStub azure;
    private MetricsGateway metrics;

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
        metrics = azure.client().metrics();
    }

    @Test
    void readsPointsOfTheResourceThatTheMetricsIdNames() {
        azure.server().stubFor(post(urlPathEqualTo(PATH)).willReturn(okJson("""
            {"values":[{"cost":59,"starttime":"2026-11-22T09:00:00Z","endtime":"2026-11-22T10:00:00Z","interval":"PT1M",
             "namespace":"microsoft.web/serverfarms","resourceregion":"westeurope","resourceid":"%1$s",
             "value":[{"id":"%1$s/providers/Microsoft.Insights/metrics/CpuPercentage","type":"Microsoft.Insights/metrics",
               "name":{"value":"CpuPercentage","localizedValue":"CPU"},"unit":"Percent","errorCode":"Success",
               "timeseries":[{"metadatavalues":[],"data":[{"timeStamp":"2026-11-22T09:01:00Z","average":40.5},
                 {"timeStamp":"2026-11-22T09:00:00Z","average":12.5},{"timeStamp":"2026-11-22T09:02:00Z"}]}]},
              {"id":"%1$s/providers/Microsoft.Insights/metrics/MemoryPercentage","type":"Microsoft.Insights/metrics",
               "name":{"value":"MemoryPercentage","localizedValue":"Memory"},"unit":"Percent",
               "errorCode":"InvalidSamplingType","errorMessage":"not offered","timeseries":[]}]}]}\
            """.formatted(PLAN))));

        MetricsGateway.Answer answer = metrics.query(query(List.of("CpuPercentage", "MemoryPercentage")));

        assertThat(answer.metrics()).hasSize(2);
        ResourceMetric cpu = answer.metrics().get(0);
        assertThat(cpu.resourceId()).isEqualTo(PLAN);
        assertThat(cpu.name()).isEqualTo("CpuPercentage");
        assertThat(cpu.problem()).isEmpty();
        assertThat(cpu.series().get(0).points())
                .extracting(ResourceMetric.Point::at)
                .isSorted()
                .hasSize(3);
        assertThat(cpu.series().get(0).points().get(0).value(MetricAggregation.AVERAGE))
                .hasValue(12.5);
        assertThat(cpu.series().get(0).points().get(2).value(MetricAggregation.AVERAGE))
                .isEmpty();
        assertThat(answer.metrics().get(1).problem()).contains("InvalidSamplingType: not offered");
        azure.server()
                .verify(postRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("api-version", equalTo("2024-02-01"))
                        .withQueryParam("metricnamespace", equalTo("microsoft.web/serverfarms"))
                        .withQueryParam("metricnames", equalTo("CpuPercentage,MemoryPercentage"))
                        .withQueryParam("interval", equalTo("PT1M"))
                        .withQueryParam("top", equalTo("1000"))
                        .withRequestBody(matchingJsonPath("$.resourceids[0]", equalTo(PLAN))));
        assertThat(azure.scopes()).contains("https://metrics.monitor.azure.com/.default");
    }

    @Test
    void namesTheRoleToGrantOnTheWholeSubscription() {
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}")));

        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> metrics.query(query(List.of("CpuPercentage"))))
                .withMessageContaining("grant the role Monitoring Reader on /subscriptions/" + AzureStub.SUBSCRIPTION);
    }

    @Test
    void tellsARefusalInTheServicesWordsThoughTheErrorIsNotWrapped() {
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(400)
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"code\":\"BadRequest\",\"message\":\"Failed to find metric"
                                        + " configuration\"}")));

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(() -> metrics.query(query(List.of("dtu_used"))))
                .withMessageContaining("Failed to find metric configuration")
                .withMessageContaining("BadRequest");
    }

    @Test
    void waitsWhenThrottled() {
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .inScenario("busy")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("free")
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "2")));
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .inScenario("busy")
                        .whenScenarioStateIs("free")
                        .willReturn(okJson("{\"values\":[]}")));

        MetricsGateway.Answer answer = metrics.query(query(List.of("CpuPercentage")));

        assertThat(answer.throttled()).isTrue();
        assertThat(answer.metrics()).isEmpty();
    }

    @Test
    void refusesMoreThanOneCallMayAskFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(Collections.nCopies(21, "x")))
                .withMessageContaining("metrics must have 1 to 20");
    }

    private static MetricsQuery query(List<String> names) {
        return new MetricsQuery(
                AzureStub.SUBSCRIPTION,
                "westeurope",
                "microsoft.web/serverfarms",
                List.of(PLAN),
                names,
                EnumSet.of(MetricAggregation.AVERAGE),
                new TimeWindow(Instant.parse("2026-11-22T09:00:00Z"), Instant.parse("2026-11-22T10:00:00Z")),
                Duration.ofMinutes(1),
                null);
    }
}
