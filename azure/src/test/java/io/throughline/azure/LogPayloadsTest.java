package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.insights.InsightsEvents;
import io.throughline.azure.insights.InsightsEvents.InsightsEvent;
import io.throughline.azure.insights.InsightsMetric;
import io.throughline.azure.logs.BatchedAnswer;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsQuery;
import io.throughline.azure.logs.LogsResult;
import io.throughline.azure.logs.LogsTable;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.telemetry.TimeWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Recorded answers to log queries, batches and the classic interface of Application Insights, read through the public
 * client. As in {@link PayloadsTest}, the system property {@code throughline.payloads} names the folder that holds them.
 */
class LogPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APPLICATION = "DEMO_APP";
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
        // The folder of Azure, or the one above it.
        folder = Files.isDirectory(Path.of(payloads, "azure")) ? Path.of(payloads, "azure") : Path.of(payloads);
        azure.reset();
        client = azure.client();
    }

    private record Simple(
            String stringcolumn,
            boolean boolcolumn,
            Instant datecolumn,
            int intcolumn,
            long longcolumn,
            double realcolumn,
            Map<String, String> dynamiccolumn) {}

    private static final Simple HELLO =
            new Simple("hello", true, Instant.parse("2000-01-02T03:04:05Z"), 100, 101, 102.1, Map.of("hello", "world"));

    @Test
    void mapsARowOfEverySimpleType() throws IOException {
        answer("logs-query/with-types.json");

        assertThat(query().as(Simple.class)).containsExactly(HELLO);
    }

    private record Nested(int a, String b, List<Integer> c, Map<String, Object> d) {}

    private record Scalars(
            long x,
            long y,
            Instant dateTime,
            boolean bool,
            UUID guid,
            int int_,
            double double_,
            Duration timespan,
            BigDecimal decimal,
            Nested dynamic,
            UUID tenantId) {}

    @Test
    void mapsRowsOfTwoWorkspaces() throws IOException {
        answer("logs-query/multiple-workspaces.json");

        List<Scalars> rows = query().as(Scalars.class);

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0))
                .isEqualTo(new Scalars(
                        2,
                        1,
                        Instant.parse("2015-12-31T23:59:59.9Z"),
                        false,
                        UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"),
                        12345,
                        12345.6789,
                        Duration.ofSeconds(10),
                        new BigDecimal("0.10101"),
                        new Nested(123, "hello", List.of(1, 2, 3), Map.of()),
                        UUID.fromString("0097a353-03d3-4344-8600-8ada4a45d157")));
        assertThat(rows).extracting(Scalars::tenantId).hasSize(4);
        assertThat(rows.stream().map(Scalars::tenantId).distinct()).hasSize(2);
    }

    @Test
    void keepsColumnsAndStatisticsOfAnEmptyResult() throws IOException {
        answer("logs-query/include-statistics-empty-rows.json");

        LogsResult result = query();

        assertThat(result.table().size()).isZero();
        assertThat(result.table().columns()).hasSize(31);
        assertThat(result.as(NamedEvent.class)).isEmpty();
        assertThat(result.statistics().orElseThrow().executionTime()).contains(Duration.ofNanos(15_577_500));
        assertThat(result.statistics().orElseThrow().peakMemoryBytes()).hasValue(524_384);
        assertThat(result.statistics().orElseThrow().processorTime()).contains(Duration.ZERO);
        assertThat(result.rawStatistics()).contains("scannedMinDatetime");
    }

    private record NamedEvent(Instant timeGenerated, String name, int itemCount) {}

    private record Beat(
            UUID tenantId,
            Instant timeGenerated,
            String computer,
            String osType,
            Optional<Boolean> isGatewayInstalled,
            @Nullable Double remoteIpLongitude) {}

    @Test
    void mapsWideRowsAndHandsThemOnAsWell() throws IOException {
        JsonNode body = answer("logs-query/demo-workspace-wide.json");
        JsonNode table = body.at("/tables/0");

        List<Beat> beats = query().as(Beat.class);
        int[] rows = new int[1];
        client.logsClient()
                .query(
                        LogsQuery.overWorkspace(AzureStub.WORKSPACE, "Heartbeat", ANY)
                                .build(),
                        row -> rows[0]++);

        assertThat(beats).hasSize(table.path("rows").size()).isNotEmpty();
        assertThat(rows[0]).isEqualTo(beats.size());
        assertThat(beats).allSatisfy(beat -> assertThat(beat.computer()).isNotBlank());
    }

    @Test
    void tellsTypeAndPlaceOfAWrongQuery() throws IOException {
        answer("logs-query/bad-query-400.json");

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(this::query)
                .withMessageContaining("Query could not be parsed at 'invalid' on line [1,11]")
                .withMessageContaining("BadArgumentError");
    }

    @Test
    void readsBatches() throws IOException {
        List<BatchedAnswer> one = batch("logs-batch/one-query.json");
        List<BatchedAnswer> two = batch("logs-batch/spec-batch.json");

        assertThat(one).singleElement().satisfies(answer -> {
            assertThat(answer.id()).isEqualTo("0");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.error()).isEmpty();
            assertThat(answer.result().as(Simple.class)).containsExactly(HELLO);
        });
        assertThat(two).extracting(BatchedAnswer::id).containsExactly("1", "2");
        assertThat(two).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(two.get(0).result().table().size()).isEqualTo(2);
        assertThat(two.get(1).result().table().size()).isEqualTo(3);
        assertThat(two.get(1).result().table().row(0).real("DurationMs")).isPresent();
    }

    private record ClassicRequest(
            Instant timestamp,
            String id,
            String success,
            double duration,
            int itemCount,
            Optional<String> operationName) {}

    @Test
    void readsClassicQueries() throws IOException {
        JsonNode body = answer("appinsights-query/demo-app.json");
        List<ClassicRequest> requests = insights().as(ClassicRequest.class);
        assertThat(requests).hasSize(body.at("/tables/0/rows").size()).hasSize(10);
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.duration()).isPositive());

        answer("appinsights-query/cli-names.json");
        LogsTable names = insights().table();
        assertThat(names.size()).isEqualTo(6);
        assertThat(names.row(0).text("name")).contains("AIMON-Backup-available");

        answer("appinsights-query/spec-post.json");
        record Count(Instant timestamp, long count_) {}
        List<Count> counts = insights().as(Count.class);
        // The vendor's own example has whole numbers as texts.
        assertThat(counts).hasSize(13);
        assertThat(counts.get(0)).isEqualTo(new Count(Instant.parse("2018-02-02T05:00:00Z"), 255));
        assertThat(counts).extracting(Count::count_).contains(148L, 453L, 437L);
    }

    @Test
    void readsClassicMetrics() throws IOException {
        answer("appinsights-metrics/availability-count.json");
        InsightsMetric count =
                client.insights().metric(APPLICATION, InsightsMetric.Query.of("availabilityResults/count", ANY));
        assertThat(count.points()).singleElement().satisfies(point -> {
            assertThat(point.value("sum")).hasValue(6317);
            assertThat(point.start()).isEqualTo(Instant.parse("2018-07-12T10:58:07.063Z"));
            assertThat(point.end()).isEqualTo(Instant.parse("2018-07-12T22:58:07.063Z"));
        });

        answer("appinsights-metrics/several.json");
        List<InsightsMetric.Answer> several = client.insights()
                .metrics(
                        APPLICATION,
                        List.of(
                                InsightsMetric.Query.of("availabilityResults/count", ANY),
                                InsightsMetric.Query.of("availabilityResults/duration", ANY)));
        assertThat(values(several.get(0))).isEqualTo(Map.of("sum", 29782.0));
        assertThat(values(several.get(1))).isEqualTo(Map.of("avg", 1043.43));

        answer("appinsights-metrics/spec-segmented.json");
        InsightsMetric segmented =
                client.insights().metric(APPLICATION, InsightsMetric.Query.of("requests/count", ANY));
        assertThat(segmented.points()).hasSize(14);
        assertThat(segmented.points().get(0).segments())
                .isEqualTo(Map.of("operation/name", "GET Home/Index", "request/success", "false"));
        assertThat(segmented.points().get(0).value("sum")).hasValue(156483);
        assertThat(segmented.points())
                .allSatisfy(point -> assertThat(point.values()).containsOnlyKeys("sum"));
    }

    @Test
    void readsClassicEvents() throws IOException {
        answer("appinsights-events/one-request.json");
        InsightsEvents one =
                client.insights().event(APPLICATION, "requests", "923e9660-7385-11e8-80fe-b756f505275f", ANY);
        assertThat(one.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("request");
            assertThat(event.at()).isEqualTo(Instant.parse("2018-06-19T05:56:53.816Z"));
            assertThat(event.count()).isEqualTo(1);
            assertThat(event.operationId()).isEqualTo("eeb01aa00e52441280cb16ca14b82e0a");
            assertThat(event.role()).isEmpty();
            assertThat(event.success()).contains(true);
            assertThat(event.durationSeconds().orElseThrow()).isCloseTo(0.000719, within(1e-12));
            assertThat(event.details()).containsEntry("resultCode", "200");
            assertThat(event.dimensions()).containsOnlyKeys("_MS.ProcessedByMetricExtractors");
            assertThat(event.measurements()).isEmpty();
        });

        JsonNode body = answer("appinsights-events/spec-by-type.json");
        InsightsEvents traces = client.insights().events(APPLICATION, "traces", ANY, null, 5);
        assertThat(traces.events()).hasSize(body.path("value").size()).isNotEmpty();
        assertThat(traces.events()).extracting(InsightsEvent::type).containsOnly("trace");
        assertThat(traces.events().get(0).details())
                .containsEntry("message", "New Request Received")
                .containsEntry("severityLevel", "0");
        assertThat(traces.notes()).singleElement().asString().contains("AddedLimitToQuery", "last 12 hours");
    }

    /** Other recordings may come: each is read, or refused with one of our exceptions. */
    @Test
    void readsEveryAnswerToALogQueryCellByCell() throws IOException {
        for (String kind : List.of("logs-query", "appinsights-query")) {
            try (Stream<Path> files = Files.list(folder.resolve(kind))) {
                for (Path file : files.sorted().toList()) {
                    JsonNode body = answer(kind + "/" + file.getFileName());
                    if (!body.path("tables").isArray()) {
                        assertThatExceptionOfType(QueryRejectedException.class).isThrownBy(this::query);
                        continue;
                    }
                    same(file, body, query());
                    same(file, body, insights());
                }
            }
        }
    }

    private static void same(Path file, JsonNode body, LogsResult result) {
        assertThat(result.tables())
                .as(file.toString())
                .hasSize(body.path("tables").size());
        for (int t = 0; t < result.tables().size(); t++) {
            JsonNode expected = body.path("tables").get(t);
            LogsTable table = result.tables().get(t);
            assertThat(table.size()).isEqualTo(expected.path("rows").size());
            for (int r = 0; r < table.size(); r++) {
                for (int c = 0; c < table.columns().size(); c++) {
                    JsonNode cell = expected.path("rows").get(r).get(c);
                    String column = table.columns().get(c).name();
                    Optional<String> text = table.row(r).text(column);
                    if (cell.isNumber()) {
                        assertThat(new BigDecimal(text.orElseThrow())).isEqualByComparingTo(cell.decimalValue());
                    } else {
                        assertThat(text)
                                .as("%s, row %s, %s", file, r, column)
                                .isEqualTo(cell.isNull() ? Optional.empty() : Optional.of(cell.asText()));
                    }
                }
            }
        }
    }

    private static Map<String, Double> values(InsightsMetric.Answer answer) {
        return Optional.ofNullable(answer.metric()).orElseThrow().points().get(0).values();
    }

    private LogsResult query() {
        return client.logsClient()
                .query(LogsQuery.overWorkspace(AzureStub.WORKSPACE, "AppRequests", ANY)
                        .statistics()
                        .build());
    }

    private LogsResult insights() {
        return client.insights().query(APPLICATION, KqlQuery.table("requests"), List.of(), ANY);
    }

    private List<BatchedAnswer> batch(String file) throws IOException {
        byte[] body = body(file).toString().getBytes(StandardCharsets.UTF_8);
        return client.logsClient().readBatch(new ByteArrayInputStream(body));
    }

    private JsonNode body(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        return root.has("response") ? root.at("/response/body") : root.at("/responses/200/body");
    }

    /** Answers whatever is asked with a recording or a vendor's example; returns its body. */
    private JsonNode answer(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        JsonNode body = body(file);
        azure.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(root.at("/response/status").asInt(200))
                                .withHeader("Content-Type", "application/json")
                                .withBody(body.toString())));
        return body;
    }
}
