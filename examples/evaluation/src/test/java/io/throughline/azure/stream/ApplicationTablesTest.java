package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.TranslatedLogs;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams over tables of Application Insights, with their queries evaluated on rows. */
class ApplicationTablesTest {

    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final List<String> LINES = List.of(
            "Order 9000%d01 does not exist",
            "Could not reserve '%d' of \"sku %d\"",
            "GET https://shop.example/orders/%d?token=abc%d took 12.5 ms",
            "login: user%d@example.com from 10.1.2.%d",
            "password=%d;user=sa",
            "Grüße aus Köln, Kasse %d – “Eingang %d”",
            "  {\"level\":\"info\",\"message\":\"stored item %d\",\"id\":%d}",
            "Failed\n\tat com.example.Shop.run(Shop.java:%d)",
            "key=a%d, other = %d; done",
            "at 2026-11-22T10:%d:00.1Z peer fe80::dead:%d left",
            "C:\\Users\\jane%d\\x is locked",
            "",
            "abcdefabcdef and %d and 'open %d");

    private TranslatedLogs logs;
    private ApplicationStreams streams;

    @BeforeEach
    void open() throws SQLException {
        logs = new TranslatedLogs();
        streams = new ApplicationStreams(List.of(PRODUCTION), logs, new AzureEntities(AzureEndpoints.PUBLIC), null);
    }

    @AfterEach
    void close() throws SQLException {
        logs.close();
    }

    @Test
    void masksLinesInTheServiceAsItDoesHere() throws SQLException {
        Random random = new Random(5);
        List<Map<String, Object>> rows = new ArrayList<>();
        TreeMap<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            String form = LINES.get(random.nextInt(LINES.size())).replace("%d", String.valueOf(random.nextInt(99_999)));
            String line = random.nextInt(10) == 0 ? "word ".repeat(180 + random.nextInt(40)) + form : form;
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "orders",
                    "Message",
                    line,
                    "SeverityLevel",
                    3,
                    "ItemCount",
                    7));
            String text = line.startsWith("  {")
                    ? "stored item 1"
                    : line.lines().findFirst().orElse("");
            expected.merge(Masks.shapeOf(text), 7L, Long::sum);
        }
        logs.add("AppTraces", rows);

        TelemetryBatch batch = read(streams.traces());

        assertThat(patterns(batch)).isEqualTo(expected);
        assertThat(total(batch, ApplicationMetrics.LOG_COUNT)).isEqualTo(21_000);
    }

    @Test
    void losesNoLineOfRarePatterns() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String word = word(i);
            for (int k = 0; k <= i % 3; k++) {
                rows.add(row(
                        "TimeGenerated",
                        HOUR.from().plusSeconds(i),
                        "AppRoleName",
                        "orders",
                        "Message",
                        "step " + word,
                        "SeverityLevel",
                        i < 20 ? 4 : 1,
                        "ItemCount",
                        10));
            }
        }
        logs.add("AppTraces", rows);

        TelemetryBatch batch = read(streams.traces());

        assertThat(patterns(batch).values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(rows.size() * 10L);
        assertThat(patterns(batch)).hasSize(20 + 200 + 1).containsKey("(other)").containsKey("step " + word(0));
    }

    @Test
    void tellsFailuresByClassAndCause() throws SQLException {
        List<Map<String, Object>> requests = new ArrayList<>();
        String[] codes = {"500", "404", "0", "200"};
        for (int i = 0; i < 8; i++) {
            requests.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "orders",
                    "Name",
                    "GET /a",
                    "OperationId",
                    "op" + i,
                    "Id",
                    "span" + i,
                    "Success",
                    i % 4 == 3,
                    "ResultCode",
                    codes[i % 4],
                    "ItemCount",
                    7,
                    "SyntheticSource",
                    i == 0 ? "Application Insights Availability Monitoring" : ""));
        }
        logs.add("AppRequests", requests);
        List<Map<String, Object>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(row(
                    "TimeGenerated",
                    HOUR.from(),
                    "AppRoleName",
                    "orders",
                    "OperationId",
                    "op0",
                    "ParentId",
                    "span0",
                    "Success",
                    false,
                    "ItemCount",
                    7));
        }
        logs.add("AppDependencies", calls);
        logs.add(
                "AppExceptions",
                List.of(row(
                        "TimeGenerated",
                        HOUR.from(),
                        "AppRoleName",
                        "orders",
                        "ProblemId",
                        "Npgsql.NpgsqlException at Shop.Orders.Get",
                        "ItemCount",
                        7,
                        "SeverityLevel",
                        3,
                        "OperationName",
                        "GET /orders/4711")));

        TelemetryBatch batch = read(streams.failures());

        assertThat(byAttributes(batch, ApplicationMetrics.FAILURES_BY_CLASS))
                .hasSize(4)
                .containsEntry(
                        "{throughline.failure.cause=dependency, throughline.operation=GET /a,"
                                + " throughline.result.class=5xx}",
                        7.0)
                .containsEntry(
                        "{throughline.failure.cause=own, throughline.operation=GET /a,"
                                + " throughline.result.class=4xx}",
                        14.0);
        assertThat(total(batch, ApplicationMetrics.SYNTHETIC_REQUESTS)).isEqualTo(7);
        assertThat(byAttributes(batch, ApplicationMetrics.PROBLEMS))
                .containsExactly(Map.entry(
                        "{azure.exception.problem=Npgsql.NpgsqlException at Shop.Orders.Get,"
                                + " throughline.log.severity=error, throughline.operation=GET /orders/*}",
                        7.0));
    }

    @Test
    void countsViewsAndPeopleWithoutTheirIds() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "web",
                    "Name",
                    "/orders/" + i,
                    "DurationMs",
                    100.0 + i,
                    "ItemCount",
                    5,
                    "SessionId",
                    "s" + i % 20,
                    "UserId",
                    "u" + i % 10,
                    "AppVersion",
                    i % 2 == 0 ? "1.0" : "2.0",
                    "ClientBrowser",
                    "Chrome " + i,
                    "SyntheticSource",
                    i == 59 ? "Bot" : ""));
        }
        logs.add("AppPageViews", rows);
        logs.add(
                "AppBrowserTimings",
                List.of(row(
                        "TimeGenerated",
                        HOUR.from(),
                        "AppRoleName",
                        "web",
                        "Name",
                        "/",
                        "NetworkDurationMs",
                        10.0,
                        "SendDurationMs",
                        20.0,
                        "ReceiveDurationMs",
                        30.0,
                        "ProcessingDurationMs",
                        40.0,
                        "TotalDurationMs",
                        100.0,
                        "ItemCount",
                        3)));

        TelemetryBatch batch = read(streams.pageViews());

        assertThat(byAttributes(batch, ApplicationMetrics.PAGE_VIEWS))
                .isEqualTo(Map.of(
                        "{azure.page=/orders/*}", 295.0, "{azure.page=/orders/*, user_agent.synthetic.type=bot}", 5.0));
        assertThat(byAttributes(batch, ApplicationMetrics.SESSIONS))
                .isEqualTo(Map.of(
                        "{}",
                        20.0,
                        "{service.version=1.0}",
                        10.0,
                        "{service.version=2.0}",
                        10.0,
                        "{user_agent.name=Chrome}",
                        20.0));
        assertThat(byAttributes(batch, ApplicationMetrics.USERS)).containsEntry("{}", 10.0);
        assertThat(batch.series())
                .filteredOn(series -> series instanceof HistogramSeries
                        && series.key().metric().startsWith(ApplicationMetrics.BROWSER))
                .hasSize(5)
                .allSatisfy(series -> assertThat(
                                ((HistogramSeries) series).merged(HOUR).count())
                        .isEqualTo(3));
    }

    @Test
    void namesPoolsAndLeavesOutWhatTheSdkRepeats() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "orders",
                    "AppRoleInstance",
                    "orders-" + i % 2,
                    "Name",
                    "HikariCP.connections.active",
                    "Sum",
                    10.0 * (i + 1),
                    "ItemCount",
                    10,
                    "Min",
                    1.0,
                    "Max",
                    i + 1.0,
                    "Properties",
                    "{\"pool\":\"main\"}"));
        }
        rows.add(row(
                "TimeGenerated",
                HOUR.from(),
                "AppRoleName",
                "orders",
                "AppRoleInstance",
                "orders-0",
                "Name",
                "http.server.request.duration",
                "Sum",
                9e9,
                "ItemCount",
                1,
                "Min",
                1.0,
                "Max",
                1.0,
                "Properties",
                "{\"_MS.MetricId\":\"requests/duration\"}"));
        rows.add(row(
                "TimeGenerated",
                HOUR.from(),
                "AppRoleName",
                "orders",
                "AppRoleInstance",
                "orders-0",
                "Name",
                "Orders placed",
                "Sum",
                30.0,
                "ItemCount",
                10,
                "Min",
                1.0,
                "Max",
                7.0,
                "Properties",
                "{}"));
        logs.add("AppMetrics", rows);

        TelemetryBatch batch = read(streams.metrics());

        String pool = "{db.client.connection.pool.name=main, db.client.connection.state=used, service.instance.id=%s,"
                + " throughline.vendor.metric=HikariCP.connections.active}";
        assertThat(byAttributes(batch, "db.client.connection.count"))
                .isEqualTo(Map.of(pool.formatted("orders-0"), 2.0, pool.formatted("orders-1"), 3.0));
        assertThat(byAttributes(batch, "azure.custom.orders_placed").values()).containsExactly(3.0);
        assertThat(batch.series()).noneMatch(series -> series.key().metric().contains("http"));
    }

    @Test
    void countsEventsAndWeighsTheirMeasurements() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "web",
                    "Name",
                    "Order placed",
                    "ItemCount",
                    i == 0 ? 7 : 1,
                    "Measurements",
                    i == 2 ? "null" : "{\"total\":" + (i + 1) * 10 + ".5}"));
        }
        logs.add("AppEvents", rows);

        TelemetryBatch batch = read(streams.events());

        assertThat(byAttributes(batch, ApplicationMetrics.EVENTS)).isEqualTo(Map.of("{azure.event=Order placed}", 9.0));
        assertThat(byAttributes(batch, ApplicationMetrics.MEASUREMENT_MEAN))
                .isEqualTo(Map.of("{azure.event=Order placed, azure.measurement=total}", (7 * 10.5 + 20.5) / 8));
        assertThat(total(batch, ApplicationMetrics.MEASUREMENT_MEAN + ".count")).isEqualTo(8);
        assertThat(total(batch, ApplicationMetrics.MEASUREMENT_MEAN + ".max")).isEqualTo(20.5);
    }

    @Test
    void averagesCounters() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "orders",
                    "Category",
                    "Processor",
                    "Counter",
                    "% Processor Time",
                    "Instance",
                    "_Total",
                    "Value",
                    20.0 + 20 * i));
            rows.add(row(
                    "TimeGenerated",
                    HOUR.from().plusSeconds(i),
                    "AppRoleName",
                    "orders",
                    "Category",
                    "Disk",
                    "Counter",
                    "Queue #",
                    "Instance",
                    "C:",
                    "Value",
                    2.0));
        }
        logs.add("AppPerformanceCounters", rows);

        TelemetryBatch batch = read(streams.counters());

        assertThat(byAttributes(batch, "system.cpu.utilization").values()).containsExactly(0.3);
        assertThat(byAttributes(batch, "azure.counter.disk_queue_number"))
                .containsExactly(Map.entry("{azure.counter.instance=C:, throughline.vendor.metric=Disk|Queue #}", 2.0));
    }

    @Test
    void tellsWhenATestBeginsToFailAndWhenItIsWellAgain() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = -12; i < 12; i++) {
            for (String location : List.of("Dublin", "Tokyo")) {
                boolean fails = i >= 3 && i < 6 && (location.equals("Dublin") || i == 4);
                rows.add(row(
                        "TimeGenerated",
                        HOUR.from().plusSeconds(i * 300L + (location.equals("Tokyo") ? 60 : 0)),
                        "Name",
                        "home page",
                        "Location",
                        location,
                        "Success",
                        !fails,
                        "DurationMs",
                        250.0,
                        "ItemCount",
                        1));
            }
        }
        logs.add("AppAvailabilityResults", rows);

        TelemetryBatch batch = read(streams.availability());

        assertThat(batch.events())
                .map(event -> (HealthTransition) event)
                .extracting(event -> event.header().start() + " " + event.previous() + " " + event.current())
                .containsExactly(
                        "2026-11-22T10:15:00Z AVAILABLE DEGRADED",
                        "2026-11-22T10:21:00Z DEGRADED UNAVAILABLE",
                        "2026-11-22T10:26:00Z UNAVAILABLE DEGRADED",
                        "2026-11-22T10:30:00Z DEGRADED AVAILABLE");
        assertThat(total(batch, ApplicationMetrics.RUNS)).isEqualTo(24);
        assertThat(total(batch, ApplicationMetrics.RUNS_FAILED)).isEqualTo(4);
    }

    private static TelemetryBatch read(MeasuredStream stream) {
        TelemetryBatch batch = new TelemetryBatch();
        stream.read(HOUR, batch);
        return batch;
    }

    private static Map<String, Long> patterns(TelemetryBatch batch) {
        return batch.events().stream()
                .map(event -> (LogPattern) event)
                .collect(Collectors.toMap(LogPattern::template, LogPattern::occurrences, Long::sum, TreeMap::new));
    }

    private static double total(TelemetryBatch batch, String metric) {
        return byAttributes(batch, metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static Map<String, Double> byAttributes(TelemetryBatch batch, String metric) {
        Map<String, Double> sums = new TreeMap<>();
        batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .forEach(series -> {
                    for (double value : ((NumberSeries) series).values()) {
                        sums.merge(series.key().attributes().toString(), value, Double::sum);
                    }
                });
        return sums;
    }

    private static String word(int i) {
        return "w" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
    }

    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
