package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.HostileLines;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.TraceQueries;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationStreamsTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final String NOON = "2026-11-22T10:00:00Z";

    private final FakeLogs logs = new FakeLogs();
    private final ApplicationStreams streams =
            new ApplicationStreams(List.of(PRODUCTION), logs, new AzureEntities(AzureEndpoints.PUBLIC), null);

    static Stream<Integer> all() {
        return IntStream.range(0, 7).boxed();
    }

    @ParameterizedTest
    @MethodSource("all")
    void planTheCallsThatTheyMake(int stream) {
        TimeWindow twoDays = TimeWindow.endingAt(Instant.parse("2026-11-22T12:00:00Z"), Duration.ofDays(2));
        LogStream planned = streams.all().get(stream);
        StreamPlan plan = planned.plan(twoDays, Duration.ofMinutes(15)).orElseThrow();

        for (TimeWindow read : twoDays.split(planned.longestRead())) {
            planned.read(read, new TelemetryBatch());
        }
        assertThat(plan.firstCalls()).as(plan.stream()).isEqualTo(logs.asked.size());

        logs.asked.clear();
        planned.arrivals(HOUR.from(), HOUR);
        planned.read(HOUR, new TelemetryBatch());
        assertThat(plan.callsPerHour()).isEqualTo(4.0 * logs.asked.size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void planAndReadOnlyTablesThatHaveData(int stream) {
        logs.on("Usage", List.of(Map.of("DataType", LogQueries.REQUESTS, "First", "2026-11-01T00:00:00Z")));
        TableIndex index = new TableIndex(logs, TestTime.at(HOUR.to()));
        LogStream planned = new ApplicationStreams(
                        List.of(PRODUCTION), logs, new AzureEntities(AzureEndpoints.PUBLIC), index)
                .all()
                .get(stream);
        StreamPlan plan = planned.plan(HOUR, Duration.ofHours(1)).orElseThrow();
        logs.asked.clear();

        StreamCompleteness completeness = planned.read(HOUR, new TelemetryBatch());

        assertThat(plan.firstCalls()).as(plan.stream()).isEqualTo(logs.asked.size());
        assertThat(logs.asked)
                .allMatch(query ->
                        query.text().startsWith("AppRequests") || query.text().startsWith("Usage"));
        assertThat(completeness.notes()).isNotEmpty().allMatch(note -> note.contains("has no table App"));
    }

    @Test
    void makeTheSameOfAnHourReadAloneAndWithinLonger() {
        TimeWindow twoHours = new TimeWindow(HOUR.from(), HOUR.to().plus(Duration.ofHours(1)));
        List<Map<String, Object>> both = new ArrayList<>();
        for (int hour = 0; hour < 2; hour++) {
            for (int i = 0; i < 250; i++) {
                // In the second hour other names are frequent.
                both.add(row(
                        "Step",
                        HOUR.from().plus(Duration.ofHours(hour)).toString(),
                        "AppRoleName",
                        "web",
                        "Name",
                        "event " + letters(i),
                        "Synthetic",
                        false,
                        "Items",
                        hour == 0 ? 1000 - i : 1000 + i,
                        "Stored",
                        1));
            }
        }
        logs.on("Measurements", List.of());
        logs.on(
                "AppEvents",
                (query, window) -> both.stream()
                        .filter(row -> window.contains(Instant.parse((String) row.get("Step"))))
                        .toList());
        TelemetryBatch alone = new TelemetryBatch();
        TelemetryBatch within = new TelemetryBatch();

        streams.events().read(HOUR, alone);
        StreamCompleteness completeness = streams.events().read(twoHours, within);

        assertThat(within.series().stream().map(series -> series.slice(HOUR)).filter(series -> series.size() > 0))
                .isEqualTo(List.copyOf(alone.series()));
        assertThat(alone.series()).hasSize(101);
        assertThat(sum(alone, ApplicationMetrics.EVENTS)).isEqualTo(250 * 1000 - 249 * 250 / 2.0);
        assertThat(completeness.notes()).singleElement().asString().contains("(other)");
    }

    @Nested
    class Traces {

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 100})
        void weighLinesByWhatTheyStandFor(int itemCount) {
            logs.on("Shape", List.of(pattern(2, "slow answer of <*>", 30L * itemCount)));
            logs.on("AppTraces", List.of(counted(2, 40L * itemCount, 40)));

            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = streams.traces().read(HOUR, batch);

            assertThat(completeness.samplingFactor()).isEqualTo(itemCount);
            assertThat(sum(batch, ApplicationMetrics.LOG_COUNT)).isEqualTo(40.0 * itemCount);
            assertThat(batch.events())
                    .map(LogPattern.class::cast)
                    .extracting(event -> event.template() + " " + event.severity() + " " + event.occurrences())
                    .containsExactlyInAnyOrder(
                            "slow answer of <*> WARNING " + 30 * itemCount, "(other) WARNING " + 10 * itemCount);
        }

        @Test
        void maskAgainWhatTheServiceLetThrough() {
            HostileLines lines = new HostileLines(11);
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> hidden = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                HostileLines.Line line = lines.next();
                hidden.addAll(line.hidden());
                rows.add(pattern(3, line.text(), 1));
            }
            logs.on("Shape", rows);
            logs.on("AppTraces", List.of(counted(3, 500, 500)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.traces().read(HOUR, batch);

            String all = batch.events().toString();
            assertThat(hidden).noneMatch(all::contains);
            assertThat(batch.events().stream()
                            .mapToLong(event -> ((LogPattern) event).occurrences())
                            .sum())
                    .isEqualTo(500);
        }

        @Test
        void keepEveryErrorAndTheMostFrequentOfTheRest() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                rows.add(pattern(4, "broken " + letters(i), 1));
                rows.add(pattern(1, "fine " + letters(i), 10 + i));
            }
            logs.on("Shape", rows);
            logs.on("AppTraces", List.of(counted(4, 300, 300), counted(1, 300 * 10 + 299 * 150, 1)));

            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = streams.traces().read(HOUR, batch);

            List<LogPattern> patterns =
                    batch.events().stream().map(LogPattern.class::cast).toList();
            assertThat(patterns)
                    .filteredOn(pattern -> pattern.severity() == Severity.CRITICAL)
                    .hasSize(300);
            assertThat(patterns)
                    .filteredOn(pattern -> pattern.severity() == Severity.INFORMATIONAL)
                    .hasSize(201)
                    .anyMatch(pattern ->
                            pattern.template().equals(TopNames.OTHER) && pattern.occurrences() == 100 * 10 + 99 * 50);
            assertThat(patterns)
                    .extracting(pattern -> pattern.header().provenance().vendorId())
                    .doesNotHaveDuplicates();
            assertThat(completeness.notes()).singleElement().asString().contains("200 most frequent");
        }

        @Test
        void sayThatAnAnswerWasFull() {
            logs.on(
                    "Shape",
                    IntStream.range(0, TraceQueries.MOST_PATTERNS)
                            .mapToObj(i -> pattern(4, letters(i), 1))
                            .toList());
            logs.on("AppTraces", List.of(counted(4, 30_000, 30_000)));

            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = streams.traces().read(HOUR, batch);

            assertThat(completeness.notes()).anyMatch(note -> note.contains("20000 patterns"));
            assertThat(batch.events().stream()
                            .mapToLong(event -> ((LogPattern) event).occurrences())
                            .sum())
                    .isEqualTo(30_000);
        }

        private Map<String, Object> pattern(int level, String shape, long items) {
            return row(
                    "Window",
                    NOON,
                    "AppRoleName",
                    "orders",
                    "SeverityLevel",
                    level,
                    "Shape",
                    shape,
                    "Items",
                    items,
                    "First",
                    "2026-11-22T10:01:02.1234567Z",
                    "Last",
                    "2026-11-22T10:59:00Z");
        }

        private Map<String, Object> counted(int level, long items, long stored) {
            return row("Step", NOON, "AppRoleName", "orders", "SeverityLevel", level, "Items", items, "Stored", stored);
        }
    }

    @Nested
    class PageViews {

        @Test
        void neverAskForIds() {
            streams.pageViews().read(HOUR, new TelemetryBatch());

            assertThat(logs.asked)
                    .hasSize(3)
                    .allSatisfy(query -> assertThat(query.text()
                                    .replaceAll(
                                            "dcountif\\((SessionId|UserId), isnotempty\\((SessionId|UserId)\\)\\)", ""))
                            .doesNotContain("UserId", "SessionId", "ClientIP", "UserAuthenticatedId"));
        }

        @Test
        void sayThatPeopleAreLowerBoundsOfWhatWasSampled() {
            logs.on(
                    "dcountif",
                    List.of(row(
                            "Step",
                            NOON,
                            "AppRoleName",
                            "web",
                            "Dimension",
                            "all",
                            "Value",
                            "",
                            "Items",
                            700,
                            "Stored",
                            100,
                            "Sessions",
                            30,
                            "Users",
                            20)));

            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = streams.pageViews().read(HOUR, batch);

            assertThat(completeness.notes()).singleElement().asString().contains("lower bounds", "one of 7.0");
            assertThat(sum(batch, ApplicationMetrics.SESSIONS)).isEqualTo(30);
            assertThat(one(batch, ApplicationMetrics.USERS).key().kind()).isEqualTo(SeriesKind.GAUGE);
            assertThat(one(batch, ApplicationMetrics.USERS).step()).contains(Duration.ofHours(1));
        }

        @Test
        void keepRobotsApartAndMaskTitles() {
            logs.on("dcountif", List.of());
            logs.on(
                    "AppPageViews",
                    List.of(
                            view("Order 4711 of jane@example.com", false, 3),
                            view("Order 4712 of joe@example.com", true, 2)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.pageViews().read(HOUR, batch);

            assertThat(batch.series())
                    .filteredOn(series -> series instanceof HistogramSeries)
                    .extracting(series -> series.key().attributes().toString())
                    .containsExactlyInAnyOrder(
                            "{azure.page=Order <*> of <*>}",
                            "{azure.page=Order <*> of <*>, user_agent.synthetic.type=bot}");
            assertThat(sum(batch, ApplicationMetrics.PAGE_VIEWS)).isEqualTo(5);
        }

        private Map<String, Object> view(String name, boolean synthetic, long items) {
            return row(
                    "Step",
                    NOON,
                    "AppRoleName",
                    "web",
                    "Name",
                    name,
                    "Synthetic",
                    synthetic,
                    "Bucket",
                    3,
                    "Items",
                    items,
                    "Stored",
                    items,
                    "SecondsSum",
                    1.2 * items,
                    "SecondsMin",
                    1.2,
                    "SecondsMax",
                    1.2);
        }
    }

    @Nested
    class FailedRequests {

        @Test
        void areToldWithoutTheirCallsWhereTheseAreNotRecorded() {
            logs.on("join kind=leftouter", (query, window) -> {
                throw new io.throughline.core.http.QueryRejectedException(
                        new io.throughline.core.http.CallInfo("azure", "query", null, null, 1, Duration.ZERO),
                        new io.throughline.core.http.ErrorDetails(
                                400,
                                "BadArgumentError",
                                "Failed to resolve table or column expression named 'AppDependencies'",
                                null,
                                null,
                                ""));
            });
            logs.on(
                    "\"unknown\"",
                    List.of(row(
                            "Step",
                            NOON,
                            "AppRoleName",
                            "orders",
                            "Name",
                            "GET /a",
                            "Class",
                            "5xx",
                            "Cause",
                            "unknown",
                            "Items",
                            7,
                            "Stored",
                            1)));

            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = streams.failures().read(HOUR, batch);

            assertThat(one(batch, ApplicationMetrics.FAILURES_BY_CLASS)
                            .key()
                            .attributes()
                            .toString())
                    .contains("cause=unknown", "class=5xx", "operation=GET /a");
            assertThat(completeness.notes()).singleElement().asString().contains("no table AppDependencies");
            assertThat(completeness.samplingFactor()).isEqualTo(7);
        }
    }

    @Nested
    class Numbers {

        @Test
        void ofPoolsKeepInstanceAndState() {
            logs.on(
                    "AppMetrics",
                    List.of(
                            metric("db.client.connections.usage", "node-1", "main", "idle", 10, 30, 4),
                            metric("db.client.connections.usage", "node-2", "main", "idle", 10, 50, 6),
                            metric("hikaricp.connections.acquire", "node-1", "main", "", 4, 2000, 900)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.metrics().read(HOUR, batch);

            assertThat(batch.series())
                    .filteredOn(series -> series.key().metric().equals("db.client.connection.count"))
                    .hasSize(2)
                    .allSatisfy(series -> {
                        assertThat(series.key().unit()).isEqualTo(Unit.counting("connection"));
                        assertThat(series.key().attributes().text("db.client.connection.state"))
                                .contains("idle");
                        assertThat(series.key().attributes().text(AttributeKeys.SERVICE_INSTANCE_ID))
                                .isPresent();
                    });
            assertThat(values(batch, "db.client.connection.wait_time.mean")).containsExactly(0.5);
            assertThat(values(batch, "db.client.connection.wait_time.mean.max")).containsExactly(0.9);
        }

        @Test
        void ofUnknownNamesKeepMeanHighestAndSamples() {
            logs.on("AppMetrics", List.of(metric("Orders % open", "", "", "", 10, 30, 7)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.metrics().read(HOUR, batch);

            assertThat(values(batch, "azure.custom.orders_percent_open")).containsExactly(3);
            assertThat(values(batch, "azure.custom.orders_percent_open.max")).containsExactly(7);
            assertThat(values(batch, "azure.custom.orders_percent_open.count")).containsExactly(10);
            assertThat(one(batch, "azure.custom.orders_percent_open")
                            .key()
                            .attributes()
                            .text(AttributeKeys.VENDOR_METRIC))
                    .contains("Orders % open");
        }

        @Test
        void thatAreNotFiniteAreLeftOut() {
            Map<String, Object> row = metric("queue", "", "", "", 10, 0, 0);
            row.put("Total", "NaN");
            row.put("Most", "Infinity");
            logs.on("AppMetrics", List.of(row));

            TelemetryBatch batch = new TelemetryBatch();
            streams.metrics().read(HOUR, batch);

            assertThat(batch.series())
                    .extracting(series -> series.key().metric())
                    .containsExactly("azure.custom.queue.count");
        }

        @Test
        void ofCountersHaveUnits() {
            logs.on(
                    "AppPerformanceCounters",
                    List.of(
                            counter("Process", "Private Bytes", "??APP_WIN32_PROC??", 2, 2e9, 1.5e9),
                            counter("Memory", "Available Bytes", "", 1, 4e9, 4e9),
                            counter("Processor", "% Processor Time", "_Total", 2, 100, 75)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.counters().read(HOUR, batch);

            assertThat(values(batch, "process.memory.usage")).containsExactly(1e9);
            assertThat(one(batch, "process.memory.usage").key().unit()).isEqualTo(Unit.BYTES);
            assertThat(values(batch, "system.cpu.utilization")).containsExactly(0.5);
            assertThat(values(batch, "system.cpu.utilization.max")).containsExactly(0.75);
        }

        @Test
        void areKnownByNamesInAnyCaseAndSpelledInQueries() {
            assertThat(KnownGauges.metric("Heap Memory Used (MB)").orElseThrow().scale())
                    .isEqualTo(1_048_576);
            assertThat(KnownGauges.metric("% Of Max Heap Memory Used")).isPresent();
            assertThat(KnownGauges.metric("HIKARICP.connections.Active")).isPresent();
            assertThat(KnownGauges.pools())
                    .isNotEmpty()
                    .allMatch(name -> KnownGauges.names().contains(name));
            assertThat(KnownGauges.names()).noneMatch(name -> name.contains("~"));
        }

        private Map<String, Object> metric(
                String name, String instance, String part, String state, long samples, double total, double most) {
            return row(
                    "Step",
                    NOON,
                    "AppRoleName",
                    "orders",
                    "Name",
                    name,
                    "Instance",
                    instance,
                    "Part",
                    part,
                    "State",
                    state,
                    "Samples",
                    samples,
                    "Total",
                    total,
                    "Most",
                    most);
        }

        private Map<String, Object> counter(
                String category, String counter, String instance, long samples, double total, double most) {
            return row(
                    "Step",
                    NOON,
                    "AppRoleName",
                    "orders",
                    "Category",
                    category,
                    "Counter",
                    counter,
                    "Instance",
                    instance,
                    "Samples",
                    samples,
                    "Total",
                    total,
                    "Most",
                    most);
        }
    }

    @Nested
    class AvailabilityTests {

        @Test
        void lookBackForTheStateBeforeTheWindow() {
            logs.on(
                    "arg_max",
                    List.of(
                            run("2026-11-22T09:55:00Z", "Dublin", false),
                            run("2026-11-22T10:05:00Z", "Dublin", false)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.availability().read(HOUR, batch);

            assertThat(batch.events()).isEmpty();
            assertThat(logs.asked)
                    .anyMatch(query -> query.text().contains("arg_max")
                            && query.text().contains("TimeGenerated >= datetime(2026-11-22T08:00:00Z)"));
        }

        @Test
        void thatFailWhenFirstSeenAreNews() {
            logs.on(
                    "arg_max",
                    List.of(run("2026-11-22T10:05:00Z", "Dublin", false), run("2026-11-22T10:06:00Z", "Tokyo", true)));

            TelemetryBatch batch = new TelemetryBatch();
            streams.availability().read(HOUR, batch);

            assertThat(batch.events())
                    .map(HealthTransition.class::cast)
                    .extracting(event -> event.previous() + " > " + event.current() + ": " + event.cause())
                    .containsExactly(
                            "null > UNAVAILABLE: fails at 1 of 1 locations: Dublin",
                            "UNAVAILABLE > DEGRADED: fails at 1 of 2 locations: Dublin");
            assertThat(batch.entities()).extracting(entity -> entity.name()).containsExactly("home page");
        }

        @Test
        void tellTheMethodOfUptime() {
            assertThat(streams.availability()
                            .plan(HOUR, Duration.ofHours(1))
                            .orElseThrow()
                            .notes())
                    .anyMatch(note -> note.contains("1 - failed runs / runs"));
        }

        private Map<String, Object> run(String at, String location, boolean success) {
            return row("Step", at, "Name", "home page", "Location", location, "At", at, "Success", success);
        }
    }

    private static String letters(int i) {
        StringBuilder word = new StringBuilder("w");
        for (int rest = i; rest > 0; rest /= 20) {
            word.append((char) ('g' + rest % 20));
        }
        return word.toString();
    }

    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }

    private static Series one(TelemetryBatch batch, String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static double[] values(TelemetryBatch batch, String metric) {
        return ((NumberSeries) one(batch, metric)).values();
    }

    private static double sum(TelemetryBatch batch, String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .flatMapToDouble(series -> java.util.Arrays.stream(((NumberSeries) series).values()))
                .sum();
    }
}
