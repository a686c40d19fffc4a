package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.LogQueries;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsStreamTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private final FakeLogs logs = new FakeLogs();
    private final RequestsStream stream =
            new RequestsStream(List.of(PRODUCTION), logs, new AzureEntities(AzureEndpoints.PUBLIC));

    /** A stored row as Application Insights keeps it. */
    private record Stored(Instant at, double durationMs, boolean success, int itemCount) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void givesTrueCountsAndPercentilesWhateverTheSampling(int itemCount) {
        long seed = 20261122L + itemCount;
        Random random = new Random(seed);
        List<Stored> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            Instant at = HOUR.from().plusSeconds(random.nextInt(3600));
            double durationMs = Math.exp(random.nextGaussian() * 1.5 + 4);
            rows.add(new Stored(at, durationMs, random.nextInt(50) > 0, itemCount));
        }
        logs.on("AppRequests", aggregated(rows));

        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness = stream.read(HOUR, batch);

        double[] sorted = rows.stream().mapToDouble(Stored::durationMs).sorted().toArray();
        ExponentialHistogram histogram = histogram(batch);
        assertThat(histogram.count()).as("seed %s", seed).isEqualTo(5000L * itemCount);
        assertThat(sum(batch, Metrics.REQUEST_COUNT)).isEqualTo(5000.0 * itemCount);
        assertThat(sum(batch, Metrics.REQUEST_FAILURES))
                .isEqualTo(rows.stream().filter(row -> !row.success()).count() * (double) itemCount);
        for (double share : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
            double exact = sorted[(int) Math.ceil(share * sorted.length) - 1] / 1000;
            assertThat(histogram.quantile(share))
                    .as("p%s, seed %s", share * 100, seed)
                    .isCloseTo(exact, within(exact * 0.022));
        }
        assertThat(histogram.sum())
                .isCloseTo(Arrays.stream(sorted).sum() / 1000 * itemCount, within(1e-6 * histogram.sum()));
        assertThat(histogram.min()).isEqualTo(sorted[0] / 1000);
        assertThat(histogram.max()).isEqualTo(sorted[sorted.length - 1] / 1000);
        assertThat(completeness.samplingFactor()).isEqualTo(itemCount);
        assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
    }

    @Test
    void weighsRowsOfDifferentSamplingByWhatTheyStandFor() {
        logs.on(
                "AppRequests",
                aggregated(List.of(
                        new Stored(HOUR.from(), 10, true, 1),
                        new Stored(HOUR.from(), 100, true, 7),
                        new Stored(HOUR.from(), 1000, false, 100))));

        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness = stream.read(HOUR, batch);

        ExponentialHistogram histogram = histogram(batch);
        assertThat(histogram.count()).isEqualTo(108);
        assertThat(histogram.quantile(1 / 108.0)).isCloseTo(0.010, within(0.010 * 0.022));
        assertThat(histogram.quantile(8 / 108.0)).isCloseTo(0.100, within(0.100 * 0.022));
        assertThat(histogram.quantile(9 / 108.0)).isCloseTo(1.000, within(1.000 * 0.022));
        assertThat(sum(batch, Metrics.REQUEST_FAILURES)).isEqualTo(100);
        assertThat(completeness.samplingFactor()).isEqualTo(36);
    }

    @Test
    void tellsZeroDurationsFromThoseThatAreUnknown() {
        Map<String, Object> unknown = row(HOUR.from(), LogQueries.UNKNOWN, 3, 0, 0, 0, 0);
        Map<String, Object> zero = row(HOUR.from(), LogQueries.ZERO, 2, 0, 0, 0, 0);
        logs.on("AppRequests", List.of(unknown, zero));

        TelemetryBatch batch = new TelemetryBatch();
        stream.read(HOUR, batch);

        assertThat(sum(batch, Metrics.REQUEST_COUNT)).isEqualTo(5);
        assertThat(histogram(batch).count()).isEqualTo(2);
        assertThat(histogram(batch).zeroCount()).isEqualTo(2);
    }

    @Test
    void deliversSeriesByRoleAndOperationAndTheRoleItself() {
        logs.on("AppRequests", aggregated(List.of(new Stored(HOUR.from().plusSeconds(61), 20, true, 1))));

        TelemetryBatch batch = new TelemetryBatch();
        stream.read(HOUR, batch);

        Entity role = batch.entities().iterator().next();
        assertThat(role.id().toString()).isEqualTo("throughline:azure:role:" + PRODUCTION.id() + "/checkout");
        assertThat(role.kind()).isEqualTo(EntityKind.ROLE);
        assertThat(role.name()).isEqualTo("Checkout");
        assertThat(role.deploymentEnvironment()).contains("production");
        assertThat(batch.series()).hasSize(3).allSatisfy(series -> {
            assertThat(series.key().entity()).isEqualTo(role.id());
            assertThat(series.key().attributes().text(AttributeKeys.OPERATION)).contains("GET /orders");
            assertThat(series.step()).contains(Duration.ofMinutes(1));
            assertThat(series.timeAt(0)).isEqualTo(HOUR.from().plusSeconds(60).toEpochMilli());
        });
    }

    @Test
    void readsTheSameWindowToTheSameContent() {
        logs.on("AppRequests", aggregated(List.of(new Stored(HOUR.from(), 20, true, 1))));
        TelemetryBatch first = new TelemetryBatch();
        TelemetryBatch second = new TelemetryBatch();

        stream.read(HOUR, first);
        stream.read(HOUR, second);

        assertThat(second.series()).isEqualTo(first.series());
        assertThat(List.copyOf(second.entities())).isEqualTo(List.copyOf(first.entities()));
    }

    @Test
    void saysHowToGetATableThatIsNotThere() {
        logs.withoutTable("AppRequests");

        StreamCompleteness completeness = stream.read(HOUR, new TelemetryBatch());

        assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
        assertThat(completeness.notes()).singleElement().asString().contains("AppRequests", "Application Insights");
        // Some window must be read for that to be said.
        assertThat(stream.arrivals(HOUR.from(), HOUR)).containsExactly(HOUR);
    }

    @Test
    void listsTheWindowsThatGotRows() {
        logs.on("ingestion_time", List.of(Map.of("Window", "2026-11-22T10:00:00Z", "Stored", 3)));
        TimeWindow day = new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));

        assertThat(stream.arrivals(Instant.parse("2026-11-22T11:00:00Z"), day)).containsExactly(HOUR);
        assertThat(logs.asked.get(0).text()).contains("ingestion_time() >= datetime(2026-11-22T10:50:00Z)");
    }

    @Test
    void putsDurationsIntoTheBucketsThatTheHistogramMeans() {
        // The formula runs in floating point where the data lives: only within its rounding may it differ.
        Random random = new Random(4);
        for (int i = 0; i < 200_000; i++) {
            double seconds = Math.exp(random.nextDouble() * 30 - 15);
            int formula = formula(seconds);
            int bucket = ExponentialHistogram.bucketOf(seconds);
            if (formula != bucket) {
                double bound = ExponentialHistogram.upperBoundOf(Math.min(formula, bucket));
                assertThat(Math.abs(seconds - bound) / bound).isLessThan(1e-13);
                assertThat(Math.abs(formula - bucket)).isEqualTo(1);
            }
        }
        for (int power = -20; power <= 10; power++) {
            assertThat(formula(Math.scalb(1.0, power)))
                    .isEqualTo(ExponentialHistogram.bucketOf(Math.scalb(1.0, power)));
        }
    }

    private static int formula(double seconds) {
        return (int) Math.ceil(Math.log(seconds) / Math.log(2) * 16) - 1;
    }

    /** What the query makes of stored rows. */
    private static List<Map<String, Object>> aggregated(List<Stored> rows) {
        TreeMap<String, List<Stored>> groups = new TreeMap<>();
        for (Stored row : rows) {
            long minute = Math.floorDiv(row.at().getEpochSecond(), 60) * 60;
            groups.computeIfAbsent(minute + "/" + formula(row.durationMs() / 1000), key -> new ArrayList<>())
                    .add(row);
        }
        List<Map<String, Object>> result = new ArrayList<>();
        groups.values().forEach(group -> {
            long items = group.stream().mapToLong(Stored::itemCount).sum();
            long failures = group.stream()
                    .filter(row -> !row.success())
                    .mapToLong(Stored::itemCount)
                    .sum();
            Map<String, Object> row = row(
                    Instant.ofEpochSecond(Math.floorDiv(group.get(0).at().getEpochSecond(), 60) * 60),
                    formula(group.get(0).durationMs() / 1000),
                    items,
                    failures,
                    group.stream()
                            .mapToDouble(one -> one.durationMs() / 1000 * one.itemCount())
                            .sum(),
                    group.stream()
                            .mapToDouble(one -> one.durationMs() / 1000)
                            .min()
                            .orElseThrow(),
                    group.stream()
                            .mapToDouble(one -> one.durationMs() / 1000)
                            .max()
                            .orElseThrow());
            row.put("Stored", group.size());
            result.add(row);
        });
        return result;
    }

    private static Map<String, Object> row(
            Instant step, int bucket, long items, long failures, double sum, double min, double max) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Step", step.toString());
        row.put("AppRoleName", "Checkout");
        row.put("Name", "GET /orders");
        row.put("Bucket", bucket);
        row.put("Items", items);
        row.put("Failures", failures);
        row.put("Stored", items);
        row.put("SecondsSum", sum);
        row.put("SecondsMin", min);
        row.put("SecondsMax", max);
        return row;
    }

    private static ExponentialHistogram histogram(TelemetryBatch batch) {
        return ((HistogramSeries) series(batch, Metrics.REQUEST_DURATION)).merged(HOUR);
    }

    private static double sum(TelemetryBatch batch, String metric) {
        return Arrays.stream(((NumberSeries) series(batch, metric)).values()).sum();
    }

    private static Series series(TelemetryBatch batch, String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }
}
