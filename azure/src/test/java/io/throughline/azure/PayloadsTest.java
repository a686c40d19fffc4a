package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.alerts.AlertsGateway.Listing;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsColumn;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.http.MalformedResponseException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads recorded answers of the real services through the public client. They are not part of this repository: the system
 * property {@code throughline.payloads} names the folder that holds {@code logs-query}, {@code metrics-batch}, {@code
 * alerts-list} and {@code resource-graph}; without it these tests are skipped.
 */
class PayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
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
        folder = Path.of(payloads);
        azure.reset();
        client = azure.client();
    }

    @Test
    void readsCellsOfEveryType() throws IOException {
        answer("logs-query/with-types.json");
        LogsTable table = query();
        assertThat(table.row(0).text("stringcolumn")).contains("hello");
        assertThat(table.row(0).truth("boolcolumn")).contains(true);
        assertThat(table.row(0).instant("datecolumn")).contains(Instant.parse("2000-01-02T03:04:05Z"));
        assertThat(table.row(0).whole("intcolumn")).hasValue(100);
        assertThat(table.row(0).whole("longcolumn")).hasValue(101);
        assertThat(table.row(0).real("realcolumn")).hasValue(102.1);
        assertThat(table.row(0).text("dynamiccolumn")).contains("{\"hello\":\"world\"}");
    }

    @Test
    void readsEveryRowAndColumnOfTheLogAnswers() throws IOException {
        for (String name : List.of(
                "include-statistics-empty-rows", "multiple-workspaces", "demo-workspace-wide", "spec-workspace-post")) {
            JsonNode body = answer("logs-query/" + name + ".json");
            JsonNode expected = body.path("tables").path(0);

            LogsTable table = query();

            assertThat(table.size()).as(name).isEqualTo(expected.path("rows").size());
            assertThat(table.columns()).as(name).hasSameSizeAs(expected.path("columns"));
            for (int row = 0; row < table.size(); row++) {
                for (int column = 0; column < table.columns().size(); column++) {
                    LogsColumn described = table.columns().get(column);
                    JsonNode cell = expected.path("rows").path(row).path(column);
                    assertThat(table.row(row).text(described.name()).isPresent())
                            .as("%s, row %s, %s", name, row, described)
                            .isEqualTo(!cell.isNull());
                    if (described.type().equals("datetime") && !cell.isNull()) {
                        assertThat(table.row(row).instant(described.name())).isPresent();
                    }
                    if (List.of("int", "long").contains(described.type()) && !cell.isNull()) {
                        assertThat(table.row(row).whole(described.name())).hasValue(cell.asLong());
                    }
                }
            }
        }
    }

    @Test
    void saysWhereAQueryIsWrong() throws IOException {
        answer("logs-query/bad-query-400.json");

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(this::query)
                .withMessageContaining("A recognition error occurred in the query.")
                .withMessageContaining("BadArgumentError")
                .withMessageContaining("247684f2-e2e4-45ce-9054-be5c4efbab90");
    }

    @Test
    void readsMetricsOfABatch() throws IOException {
        JsonNode spec = answer("metrics-batch/spec-batch-2024.json");
        MetricsGateway.Answer answer = metrics();
        assertThat(answer.metrics()).hasSize(countOfMetrics(spec));
        assertThat(answer.metrics()).allSatisfy(metric -> {
            assertThat(metric.resourceId()).contains("/storageAccounts/TestStorage");
            assertThat(metric.problem()).isEmpty();
            assertThat(metric.series())
                    .allSatisfy(series -> assertThat(series.dimensions()).isNotEmpty());
        });

        JsonNode recorded = answer("metrics-batch/appinsights-cost.json");
        MetricsGateway.Answer counts = metrics();
        JsonNode points = recorded.at("/values/0/value/0/timeseries/0/data");
        assertThat(counts.metrics().get(0).series().get(0).points()).hasSameSizeAs(points);
        assertThat(counts.metrics().get(0).series().get(0).points().get(0).value(MetricAggregation.COUNT))
                .hasValue(0);
    }

    @Test
    void readsAlertsAndDoesNotFollowALinkToAnotherHost() throws IOException {
        for (String name : List.of("state-new-first7", "spec-2019-05-05")) {
            JsonNode body = answer("alerts-list/" + name + ".json");

            Listing listing = client.alerts().probe(AzureStub.SUBSCRIPTION);

            assertThat(listing.alerts()).as(name).hasSameSizeAs(body.path("value"));
            assertThat(listing.alerts()).extracting(alert -> alert.startedAt()).doesNotContainNull();
            // The link of the recording leads to Azure itself, which is not the host that was asked.
            assertThatExceptionOfType(MalformedResponseException.class)
                    .isThrownBy(() -> client.alerts().list(AzureStub.SUBSCRIPTION, Instant.EPOCH))
                    .withMessageContaining("another host");
        }
    }

    @Test
    void saysWhyAGraphQueryIsWrong() throws IOException {
        answer("resource-graph/query-error-400.json");
        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(() -> client.resources().list(AzureScope.of(List.of(AzureStub.SUBSCRIPTION))));
    }

    @Test
    void readsOrRefusesEveryAnswerOfTheGraphWithOneOfOurExceptions() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("resource-graph"))) {
            for (Path file : files.sorted().toList()) {
                answer("resource-graph/" + file.getFileName());
                try {
                    client.resources().list(AzureScope.of(List.of(AzureStub.SUBSCRIPTION)));
                } catch (SourceException e) {
                    assertThat(e.getMessage())
                            .as(file.toString())
                            .startsWith("azure: list resources")
                            .doesNotContain("\n");
                }
            }
        }
    }

    private static int countOfMetrics(JsonNode batch) {
        int count = 0;
        for (JsonNode resource : batch.path("values")) {
            count += resource.path("value").size();
        }
        return count;
    }

    private LogsTable query() {
        return client.logs()
                .query(AzureStub.WORKSPACE, KqlQuery.table("AppRequests"), ANY)
                .table();
    }

    private MetricsGateway.Answer metrics() {
        return client.metrics()
                .query(new MetricsQuery(
                        AzureStub.SUBSCRIPTION,
                        "westus2",
                        "microsoft.insights/components",
                        List.of("/subscriptions/" + AzureStub.SUBSCRIPTION + "/resourceGroups/rg"),
                        List.of("requests/count"),
                        EnumSet.of(MetricAggregation.COUNT),
                        ANY,
                        Duration.ofMinutes(5),
                        null));
    }

    /** Answers whatever is asked with a recording or a vendor's example; returns its body. */
    private JsonNode answer(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        boolean example = root.has("responses");
        JsonNode body =
                example ? root.at("/responses/200/body") : root.has("response") ? root.at("/response/body") : root;
        int status = root.has("response") ? root.at("/response/status").asInt() : 200;
        azure.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(status)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body.isTextual() ? body.asText() : body.toString())));
        return body.isTextual() ? JSON.readTree(body.asText()) : body;
    }
}
