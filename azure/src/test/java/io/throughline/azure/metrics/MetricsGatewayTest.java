package io.throughline.azure.metrics;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
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
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
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

    private static final String SINGLE = PLAN + "/providers/microsoft.insights/metrics";

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
    void takesWhatIsNoNumberForNoSampleAndTextsForNumbers() {
        azure.server().stubFor(post(urlPathEqualTo(PATH)).willReturn(okJson(answer("""
                            {"timeStamp":"2026-11-22T09:00:00Z","average":NaN},{"timeStamp":"2026-11-22T09:01:00Z","average":"NaN"},
                            {"timeStamp":"2026-11-22T09:02:00Z","average":"12.5"},{"timeStamp":"2026-11-22T09:03:00+00:00","average":1e1},
                            {"timeStamp":"2026-11-22T09:04:00","average":null}\
                            """))));

        ResourceMetric metric =
                metrics.query(query(List.of("CpuPercentage"))).metrics().get(0);

        // The resource's own id counts, though it comes last and the metric's id is cut short.
        assertThat(metric.resourceId()).isEqualTo(PLAN);
        assertThat(metric.series().get(0).points())
                .extracting(ResourceMetric.Point::average)
                .containsExactly(null, null, 12.5, 10.0, null);
    }

    @Test
    void saysThatAnAnswerCannotBeRead() {
        azure.server().stubFor(post(urlPathEqualTo(PATH)).willReturn(okJson("{\"value\":[]}")));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> metrics.query(query(List.of("CpuPercentage"))))
                .withMessageContaining("/values: a list of results was expected");
    }

    @Test
    void tellsThatThereMayBeMoreSeriesThanCame() {
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .willReturn(okJson(answer("{\"timeStamp\":\"2026-11-22T09:00:00Z\",\"average\":1}"))));

        MetricsGateway.Answer answer = metrics.query(split(1));

        assertThat(answer.metrics().get(0).full()).isTrue();
        assertThat(metrics.query(split(2)).metrics().get(0).full()).isFalse();
        azure.server()
                .verify(postRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("top", equalTo("1"))
                        .withQueryParam("filter", equalTo("Instance eq '*'"))
                        .withQueryParam("orderby", equalTo("average desc")));
    }

    @Test
    void asksResourceManagerWhereTheSubscriptionMayNotBeReadAndDecidesThatOnce() {
        azure.server().stubFor(post(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(403)));
        azure.server().stubFor(get(urlPathEqualTo(SINGLE)).willReturn(okJson(single())));

        MetricsGateway.Answer answer = metrics.query(query(List.of("CpuPercentage")));
        metrics.query(query(List.of("CpuPercentage")));

        assertThat(answer.metrics().get(0).resourceId()).isEqualTo(PLAN);
        assertThat(answer.metrics().get(0).series().get(0).points()).hasSize(1);
        assertThat(answer.notes())
                .singleElement()
                .asString()
                .contains("resource by resource", "Monitoring Reader", AzureStub.SUBSCRIPTION, "westeurope");
        assertThat(metrics.requestsFor(query(List.of("CpuPercentage")))).isEqualTo(1);
        azure.server().verify(1, postRequestedFor(urlPathEqualTo(PATH)));
        azure.server()
                .verify(
                        2,
                        getRequestedFor(urlPathEqualTo(SINGLE))
                                .withQueryParam("timespan", equalTo("2026-11-22T09:00:00Z/2026-11-22T10:00:00Z"))
                                .withQueryParam("interval", equalTo("PT1M"))
                                .withQueryParam("metricnames", equalTo("CpuPercentage"))
                                .withQueryParam("aggregation", equalTo("average"))
                                .withQueryParam("top", equalTo("1000"))
                                .withQueryParam("api-version", equalTo("2018-01-01")));
        assertThat(azure.scopes()).contains("https://management.azure.com/.default");
    }

    @Test
    void asksResourceManagerWhereNoHostServesTheRegion() {
        azure.server().stubFor(get(urlPathEqualTo(SINGLE)).willReturn(okJson(single())));
        metrics = azure.client(azure.endpoints().withMetrics("https://localhost:1"))
                .metrics();

        MetricsGateway.Answer answer = metrics.query(query(List.of("CpuPercentage")));

        assertThat(answer.metrics()).hasSize(1);
        assertThat(answer.notes()).singleElement().asString().contains("has no host there");
    }

    @Test
    void aRefusalOfTheMetricItselfComesFromResourceManagerToo() {
        azure.server().stubFor(post(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(403)));
        azure.server()
                .stubFor(get(urlPathEqualTo(SINGLE))
                        .willReturn(aResponse()
                                .withStatus(400)
                                .withBody("{\"code\":\"BadRequest\",\"message\":\"Metric: dtu_used does not"
                                        + " support requested dimension combination\"}")));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(QueryRejectedException.class)
                    .isThrownBy(() -> metrics.query(query(List.of("dtu_used"))))
                    .withMessageContaining("does not support requested dimension combination");
        }
        azure.server().verify(1, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void asksForLongWindowsInPiecesAndJoinsThem() {
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .withQueryParam("starttime", containing("2026-09-01"))
                        .willReturn(okJson(answer("{\"timeStamp\":\"2026-09-01T00:00:00Z\",\"average\":1}"))));
        azure.server()
                .stubFor(post(urlPathEqualTo(PATH))
                        .withQueryParam("starttime", containing("2026-10-01"))
                        .willReturn(okJson(answer("{\"timeStamp\":\"2026-10-01T00:00:00Z\",\"average\":2}"))));
        MetricsQuery query = query(List.of("CpuPercentage"))
                .withWindow(
                        new TimeWindow(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-10-20T00:00:00Z")));

        MetricsGateway.Answer answer = metrics.query(query);

        assertThat(metrics.requestsFor(query)).isEqualTo(2);
        assertThat(answer.metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.series().get(0).points())
                        .extracting(ResourceMetric.Point::average)
                        .containsExactly(1.0, 2.0));
    }

    @Test
    void readsWhatAResourceOffers() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PLAN + "/providers/microsoft.insights/metricDefinitions"))
                        .willReturn(okJson("""
                            {"value":[{"name":{"value":"CpuPercentage","localizedValue":"CPU"},"namespace":"Microsoft.Web/serverfarms","unit":"Percent",
                              "primaryAggregationType":"Average","supportedAggregationTypes":["None","Average","Maximum","Median"],"category":"Load",
                              "metricAvailabilities":[{"timeGrain":"P1D","retention":"P93D"},{"timeGrain":"PT1M","retention":"P93D"},
                               {"timeGrain":"FULL","retention":"P93D"},{"timeGrain":"PT1H"}],
                              "dimensions":[{"value":"Instance","localizedValue":"Instance"}]},
                             {"name":{"value":"Odd"},"unit":"Furlongs","primaryAggregationType":"None"}]}\
                            """)));

        List<MetricDefinition> offered = azure.client().metricDefinitions().of(PLAN);

        MetricDefinition cpu = offered.get(0);
        assertThat(cpu.aggregations()).containsExactly(MetricAggregation.AVERAGE, MetricAggregation.MAXIMUM);
        assertThat(cpu.offers(MetricAggregation.TOTAL)).isFalse();
        assertThat(cpu.primary()).isEqualTo(MetricAggregation.AVERAGE);
        assertThat(cpu.splitsBy("INSTANCE")).isTrue();
        assertThat(cpu.category()).isEqualTo("Load");
        assertThat(cpu.grains())
                .extracting(grain -> grain.step() + " " + grain.retention())
                .containsExactly("PT1M PT2232H", "PT1H null", "PT24H PT2232H");
        assertThat(cpu.stepNear(Duration.ofMinutes(1))).contains(Duration.ofMinutes(1));
        assertThat(cpu.stepNear(Duration.ofMinutes(5))).contains(Duration.ofMinutes(1));
        assertThat(cpu.stepNear(Duration.ofMinutes(30))).contains(Duration.ofHours(1));
        assertThat(offered.get(1).offers(MetricAggregation.TOTAL)).isTrue();
        assertThat(offered.get(1).stepNear(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void readsTheNamespacesOfAResource() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PLAN + "/providers/microsoft.insights/metricNamespaces"))
                        .willReturn(okJson("""
                            {"value":[{"id":"/x","name":"Microsoft.Web-serverfarms","properties":{"metricNamespaceName":"Microsoft.Web/serverfarms"}},
                             {"name":"azure.applicationinsights","properties":{"metricNamespaceName":"azure.applicationinsights"}}]}\
                            """)));

        assertThat(azure.client().metricDefinitions().namespacesOf(PLAN))
                .containsExactly("Microsoft.Web/serverfarms", "azure.applicationinsights");
    }

    @Test
    void saysThatAResourceIsGone() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PLAN + "/providers/microsoft.insights/metricDefinitions"))
                        .willReturn(aResponse()
                                .withStatus(404)
                                .withBody("{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"no plan\"}}")));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> azure.client().metricDefinitions().of(PLAN))
                .withMessageContaining("does not exist any more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> azure.client().metricDefinitions().of("//elsewhere.example/subscriptions/x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> azure.client().metricDefinitions().of("/subscriptions/x/../y"));
    }

    @Test
    void translatesTheServicesUnits() {
        assertThat(MetricUnit.of("BitsPerSecond"))
                .contains(new MetricUnit(new io.throughline.core.telemetry.Unit("By/s"), 0.125));
        assertThat(MetricUnit.of("nanocores").orElseThrow().scale()).isEqualTo(1e-9);
        assertThat(MetricUnit.of("Unspecified")).isEmpty();
        assertThat(MetricUnit.of("Furlongs")).isEmpty();
    }

    @Test
    void refusesMoreThanOneCallMayAskFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(Collections.nCopies(21, "x")))
                .withMessageContaining("metrics must have 1 to 20");
    }

    private static String answer(String points) {
        return """
            {"values":[{"interval":"PT1M","value":[{"id":"/providers/Microsoft.Insights/metrics/CpuPercentage","name":{"value":"CpuPercentage"},
              "unit":"Percent","errorCode":"Success","timeseries":[{"metadatavalues":[],"data":[%s]}]}],"resourceid":"%s"}]}\
            """.formatted(points, PLAN);
    }

    private static String single() {
        return """
            {"cost":0,"timespan":"2026-11-22T09:00:00Z/2026-11-22T10:00:00Z","interval":"PT1M","value":[{"id":"%s/providers/Microsoft.Insights/metrics/CpuPercentage",
              "name":{"value":"CpuPercentage"},"unit":"Percent","timeseries":[{"data":[{"timeStamp":"2026-11-22T09:00:00Z","average":1}]}]}]}\
            """.formatted(PLAN.toUpperCase(java.util.Locale.ROOT));
    }

    private static MetricsQuery split(int top) {
        MetricsQuery whole = query(List.of("CpuPercentage"));
        return new MetricsQuery(
                whole.subscription(),
                whole.region(),
                whole.namespace(),
                whole.resourceIds(),
                whole.metrics(),
                whole.aggregations(),
                whole.window(),
                whole.step(),
                "Instance eq '*'",
                top,
                "average desc");
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
