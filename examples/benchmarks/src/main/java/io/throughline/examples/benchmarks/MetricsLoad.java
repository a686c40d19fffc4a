package io.throughline.examples.benchmarks;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One stream of metrics by the minute: products of ten services with five metrics each, a series of every value's sort.
 * The same series and window always have the same points.
 */
final class MetricsLoad {

    static final String STREAM = "azure/metrics";
    static final Duration STEP = Duration.ofMinutes(1);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final int SERIES_OF_PRODUCT = 50;

    private static final int SERVICES = 10;
    private static final int METRICS = SERIES_OF_PRODUCT / SERVICES;

    private final List<SeriesKey> keys = new ArrayList<>();

    /** Prepares so many series, whole products. */
    MetricsLoad(int series) {
        if (series < 1 || series % SERIES_OF_PRODUCT != 0) {
            throw new IllegalArgumentException(
                    "the number of series must be a multiple of " + SERIES_OF_PRODUCT + ", was " + series);
        }
        for (int i = 0; i < series; i++) {
            int service = i / METRICS;
            keys.add(key(EntityId.service(product(service / SERVICES), "service-" + service % SERVICES), i % METRICS));
        }
    }

    private static String product(int number) {
        return "product-" + number;
    }

    private static SeriesKey key(EntityId service, int metric) {
        return switch (metric) {
            case 0 -> SeriesKey.of(service, "requests", Unit.REQUESTS, SeriesKind.DELTA);
            case 1 -> SeriesKey.of(service, "errors", Unit.ERRORS, SeriesKind.DELTA);
            case 2 -> SeriesKey.of(service, "cpu", Unit.ONE, SeriesKind.GAUGE);
            case 3 -> SeriesKey.of(service, "memory", Unit.BYTES, SeriesKind.GAUGE);
            default -> SeriesKey.of(service, "latency.mean", Unit.SECONDS, SeriesKind.GAUGE);
        };
    }

    int series() {
        return keys.size();
    }

    /** Returns what the series of one product are about. */
    Set<EntityId> entitiesOfProduct(int number) {
        Set<EntityId> entities = new LinkedHashSet<>();
        for (int service = 0; service < SERVICES; service++) {
            entities.add(EntityId.service(product(number), "service-" + service));
        }
        return entities;
    }

    /** Returns one of the windows of so many minutes that follow each other from the start on. */
    static TimeWindow window(long index, int minutes) {
        Instant from = START.plus(STEP.multipliedBy(index * minutes));
        return new TimeWindow(from, from.plus(STEP.multipliedBy(minutes)));
    }

    /** Returns every series' points of a window. */
    TelemetryBatch batch(TimeWindow window) {
        TelemetryBatch batch = new TelemetryBatch();
        int size = Math.toIntExact(window.length().dividedBy(STEP));
        long start = window.from().toEpochMilli();
        for (int i = 0; i < keys.size(); i++) {
            long[] times = new long[size];
            for (int minute = 0; minute < size; minute++) {
                times[minute] = start + minute * STEP.toMillis();
            }
            double[] values = values(i % METRICS, size, new SplittableRandom(31 * start + i));
            batch.series(NumberSeries.owning(keys.get(i), STEP, times, values));
        }
        return batch;
    }

    /** Returns the stream's state after a window has been read. */
    static StreamState stateAfter(TimeWindow window) {
        Instant read = window.to().plusSeconds(90);
        return new StreamState(STREAM, window.to(), null, read, StreamCompleteness.complete(STREAM, window.to()));
    }

    private static double[] values(int metric, int size, SplittableRandom random) {
        double[] values = new double[size];
        double level = 200 + random.nextInt(400);
        long bytes = (1L << 30) + (random.nextInt(1 << 18) << 12);
        for (int i = 0; i < size; i++) {
            // Load wanders, as it does by day and night.
            level = Math.max(20, level + random.nextInt(21) - 10);
            double requests = Math.rint(level * (0.8 + 0.4 * random.nextDouble()));
            values[i] = switch (metric) {
                case 0 -> requests;
                case 1 -> random.nextInt(20) == 0 ? 1 + random.nextInt(5) : 0;
                // A share to four places, as a percentage with two of them arrives.
                case 2 -> Math.rint(1e4 * Math.min(1, level / 1_000 + 0.05 * random.nextDouble())) / 1e4;
                case 3 -> bytes += (random.nextInt(2_001) - 1_000L) << 12;
                // A sum of milliseconds over unequal counts has all its digits.
                default -> random.nextInt(80, 400) * requests / (requests + random.nextInt(7)) / 1_000;
            };
        }
        return values;
    }
}
