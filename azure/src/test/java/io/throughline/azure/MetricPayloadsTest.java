package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricDefinition;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.SourceException;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads recorded answers about metrics through the public client. They are not part of this repository: the system
 * property {@code throughline.payloads} names the folder that holds {@code metrics-batch}, {@code metrics-list} and {@code
 * metric-definitions}; without it these tests are skipped.
 */
class MetricPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SITE =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Web/sites/site";

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
        folder = Path.of(payloads);
        azure.reset();
        client = azure.client();
    }

    @Test
    void aBatchTellsCountsOfZeroAndTimesBeforeTheStartAskedFor() throws IOException {
        answer("metrics-batch/appinsights-cost.json");

        ResourceMetric requests = metrics().get(0);

        assertThat(requests.name()).isEqualTo("requests/count");
        assertThat(requests.unit()).isEqualTo("Count");
        assertThat(requests.problem()).isEmpty();
        assertThat(requests.resourceId())
                .isEqualTo("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/fake-resource");
        List<ResourceMetric.Point> points = requests.series().get(0).points();
        assertThat(points).hasSize(12);
        assertThat(points.get(0).at()).isEqualTo(Instant.parse("2024-01-23T01:40:00Z"));
        assertThat(points).allSatisfy(point -> {
            assertThat(point.value(MetricAggregation.COUNT)).hasValue(0);
            assertThat(point.value(MetricAggregation.AVERAGE)).isEmpty();
        });
    }

    @Test
    void aBatchTellsTwoAccountsSplitByTwoDimensions() throws IOException {
        answer("metrics-batch/spec-batch-2024.json");

        List<ResourceMetric> metrics = metrics();

        assertThat(metrics)
                .extracting(metric -> metric.resourceId().replaceAll(".*/", "") + " " + metric.name())
                .containsExactly(
                        "TestStorage1 Ingress", "TestStorage1 Egress", "TestStorage2 Ingress", "TestStorage2 Egress");
        ResourceMetric.Series first = metrics.get(0).series().get(0);
        assertThat(first.dimensions()).isEqualTo(Map.of("apiname", "GetBlob", "authentication", "SAS"));
        assertThat(first.points().get(1).at()).isEqualTo(Instant.parse("2023-02-01T20:15:00Z"));
        assertThat(first.points().get(1).average()).isEqualTo(438.0735294117647);
        assertThat(first.points().get(1).minimum()).isEqualTo(437);
        assertThat(first.points().get(1).maximum()).isEqualTo(583);
        assertThat(first.points().get(1).total()).isNull();
    }

    @Test
    void oneResourceTellsDatabasesOfAServer() throws IOException {
        single("metrics-list/sql-database-dimension.json");

        ResourceMetric dtu = metrics().get(0);

        assertThat(dtu.resourceId()).isEqualTo(SITE);
        assertThat(dtu.unit()).isEqualTo("Percent");
        assertThat(dtu.series()).hasSize(2);
        assertThat(dtu.series().get(0).dimensions().get("DatabaseResourceId")).endsWith("/DATABASES/MASTER");
        assertThat(dtu.series().get(1).dimensions().get("DatabaseResourceId")).endsWith("/DATABASES/CCTESTDB");
        assertThat(dtu.series().get(0).points())
                .extracting(ResourceMetric.Point::at)
                .containsExactly(
                        Instant.parse("2019-04-29T23:59:00Z"),
                        Instant.parse("2019-04-30T23:59:00Z"),
                        Instant.parse("2019-05-01T23:59:00Z"));
        assertThat(dtu.series().get(0).points())
                .allSatisfy(point -> assertThat(point.average()).isZero());
    }

    @Test
    void oneResourceTellsTheTotalsOfMachines() throws IOException {
        single("metrics-list/vm-network-in.json");
        ResourceMetric network = metrics().get(0);
        assertThat(network.name()).isEqualTo("Network In");
        assertThat(network.unit()).isEqualTo("Bytes");
        assertThat(network.series().get(0).points()).singleElement().satisfies(point -> {
            assertThat(point.at()).isEqualTo(Instant.parse("2019-05-01T23:59:00Z"));
            assertThat(point.total()).isEqualTo(96233830.0);
        });

        // The oldest version of the interface names neither namespace nor region.
        single("metrics-list/vm-2017.json");
        ResourceMetric cpu = metrics().get(0);
        assertThat(cpu.name()).isEqualTo("Percentage CPU");
        assertThat(cpu.series().get(0).dimensions()).isEmpty();
        assertThat(cpu.series().get(0).points()).hasSize(24);
        assertThat(cpu.series().get(0).points().get(7).total()).isEqualTo(131.33000000000007);
    }

    @Test
    void oneResourceTellsPointsWithoutAnAverage() throws IOException {
        single("metrics-list/spec-get-metric-2018.json");

        ResourceMetric capacity = metrics().get(0);

        assertThat(capacity.series())
                .extracting(series -> series.dimensions().get("blobtype"))
                .containsExactly("PageBlob", "BlockBlob");
        List<ResourceMetric.Point> blocks = capacity.series().get(1).points();
        assertThat(blocks).extracting(ResourceMetric.Point::count).containsExactly(0.0, 0.0, 0.0, 1.0);
        assertThat(blocks).extracting(ResourceMetric.Point::average).containsExactly(null, null, null, 245.0);
    }

    @Test
    void aRefusalIsToldInTheServicesWords() throws IOException {
        single("metrics-list/unsupported-dimension-400.json");

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(this::metrics)
                .withMessageContaining(
                        "dtu_used does not support requested dimension combination: elasticpoolresourceid")
                .withMessageContaining("BadRequest")
                .withMessageContaining("6c2434f5-4b18-411f-b848-c1965fc5e953");
    }

    @Test
    void definitionsTellGrainsAggregationsAndDimensions() throws IOException {
        answer("metric-definitions/storage-java.json");
        List<MetricDefinition> storage = client.metricDefinitions().of(SITE);
        assertThat(storage)
                .extracting(MetricDefinition::name)
                .containsExactly(
                        "UsedCapacity",
                        "Transactions",
                        "Ingress",
                        "Egress",
                        "SuccessServerLatency",
                        "SuccessE2ELatency",
                        "Availability");
        MetricDefinition capacity = storage.get(0);
        assertThat(capacity.grains())
                .containsExactly(new MetricDefinition.Grain(Duration.ofHours(1), Duration.ofDays(93)));
        assertThat(capacity.stepNear(Duration.ofMinutes(1))).contains(Duration.ofHours(1));
        assertThat(capacity.category()).isEqualTo("Capacity");
        assertThat(capacity.dimensions()).isEmpty();
        MetricDefinition transactions = storage.get(1);
        assertThat(transactions.aggregations()).containsExactly(MetricAggregation.TOTAL);
        assertThat(transactions.dimensions()).containsExactly("ResponseType", "GeoType", "ApiName", "Authentication");
        assertThat(transactions.grains()).hasSize(8);
        assertThat(storage.get(4).unit()).isEqualTo("MilliSeconds");

        answer("metric-definitions/spec-2018.json");
        List<MetricDefinition> web = client.metricDefinitions().of(SITE);
        assertThat(web).hasSize(16);
        assertThat(web.get(0).name()).isEqualTo("CpuTime");
        assertThat(web.get(0).primary()).isEqualTo(MetricAggregation.TOTAL);
        assertThat(web.get(0).aggregations()).containsExactly(MetricAggregation.values());
        assertThat(web.get(0).category()).isNull();
        assertThat(web)
                .allSatisfy(definition ->
                        assertThat(definition.splitsBy("instance")).isTrue());
    }

    @Test
    void everyAnswerIsReadOrRefusedWithOneOfOurExceptions() throws IOException {
        for (String kind : List.of("metrics-batch", "metrics-list", "metric-definitions")) {
            try (Stream<Path> files = Files.list(folder.resolve(kind))) {
                for (Path file : files.sorted().toList()) {
                    try {
                        if (kind.equals("metric-definitions")) {
                            answer(kind + "/" + file.getFileName());
                            assertThat(client.metricDefinitions().of(SITE)).isNotEmpty();
                        } else if (kind.equals("metrics-batch")) {
                            answer(kind + "/" + file.getFileName());
                            assertThat(metrics()).isNotEmpty();
                        } else {
                            single(kind + "/" + file.getFileName());
                            assertThat(metrics()).isNotEmpty();
                        }
                    } catch (SourceException e) {
                        assertThat(e.getMessage())
                                .as(file.toString())
                                .startsWith("azure: ")
                                .doesNotContain("\n");
                    }
                }
            }
        }
    }

    private List<ResourceMetric> metrics() {
        return client.metrics()
                .query(new MetricsQuery(
                        AzureStub.SUBSCRIPTION,
                        "westeurope",
                        "microsoft.web/sites",
                        List.of(SITE),
                        List.of("anything"),
                        EnumSet.of(MetricAggregation.AVERAGE),
                        new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z")),
                        Duration.ofMinutes(1),
                        null))
                .metrics();
    }

    /** Refuses the batch, so that a recording of the other interface is asked for. */
    private void single(String file) throws IOException {
        answer(file);
        azure.server().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(403)));
    }

    /** Answers whatever is asked with a recording or a vendor's example. */
    private void answer(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        boolean example = root.has("responses");
        JsonNode body = root.at(example ? "/responses/200/body" : "/response/body");
        int status = example ? 200 : root.at("/response/status").asInt();
        azure.reset();
        azure.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(status)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body.isTextual() ? body.asText() : body.toString())));
    }
}
