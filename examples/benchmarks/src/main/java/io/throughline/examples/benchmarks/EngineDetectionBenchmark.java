package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.DetectionConfig;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.parallel.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine's first stage over a week by the minute of many series, of which the last six hours are in focus: baselines,
 * alarms, episodes. What a series is like decides how it is modelled, and what it costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx6g")
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class EngineDetectionBenchmark {

    private static final int WEEK = 7 * 24 * 60;
    private static final int DAY = 24 * 60;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(WEEK));
    private static final Duration STEP = Duration.ofMinutes(1);

    /** What the series are: durations, requests, failed requests of all, durations of single requests. */
    @Param({"level", "count", "share", "histogram"})
    public String kind = "level";

    @Param("200")
    public int series;

    @Param({"1", "2"})
    public int cores;

    private @Nullable TelemetryWindow window;
    private @Nullable ExecutorService pool;

    /** Makes the series. */
    @Setup
    public void make() {
        pool = Executors.newFixedThreadPool(cores);
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            EntityId entity = new EntityId("azure", "role", "workspace/service-" + i);
            SplittableRandom random = new SplittableRandom(i);
            switch (kind) {
                case "level" -> all.add(numbers(entity, "queue.age", Unit.SECONDS, SeriesKind.GAUGE, levels(random)));
                case "count" ->
                    all.add(numbers(entity, Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA, counts(random)));
                case "share" -> {
                    double[] counts = counts(random);
                    all.add(numbers(entity, Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA, counts));
                    double[] failures = new double[WEEK];
                    for (int j = 0; j < WEEK; j++) {
                        failures[j] = poisson(random, counts[j] / 100);
                    }
                    all.add(numbers(entity, Metrics.REQUEST_FAILURES, Unit.REQUESTS, SeriesKind.DELTA, failures));
                }
                case "histogram" -> all.add(histograms(entity, random));
                default -> throw new IllegalArgumentException("kind must be level, count, share or histogram: " + kind);
            }
        }
        window = new TelemetryWindow(
                new TimeWindow(START, END),
                new TimeWindow(END.minus(Duration.ofHours(6)), END),
                List.of(),
                all,
                List.of(),
                List.of(),
                EntityRegistry.of(List.of()).resolve(List.of(), END),
                Completeness.of(List.of(StreamCompleteness.complete("azure/requests", END))));
    }

    /** Stops the threads. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(pool).shutdownNow();
    }

    /** All series, from points to episodes. */
    @Benchmark
    public Detection detect() {
        return new EpisodeDetector(DetectionConfig.defaults(), Workers.of(Objects.requireNonNull(pool), cores))
                .detect(Objects.requireNonNull(window));
    }

    private static double[] levels(SplittableRandom random) {
        double[] values = new double[WEEK];
        for (int i = 0; i < WEEK; i++) {
            values[i] = 100 * day(i) + 5 * normal(random);
        }
        return values;
    }

    private static double[] counts(SplittableRandom random) {
        double[] values = new double[WEEK];
        for (int i = 0; i < WEEK; i++) {
            values[i] = poisson(random, 30 * day(i));
        }
        return values;
    }

    private static HistogramSeries histograms(EntityId entity, SplittableRandom random) {
        List<ExponentialHistogram> histograms = new ArrayList<>();
        for (int i = 0; i < WEEK; i++) {
            ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
            for (int j = 0; j < 20; j++) {
                builder.record(0.05 * day(i) * StrictMath.exp(0.5 * normal(random)), 1);
            }
            histograms.add(builder.build());
        }
        SeriesKey key = SeriesKey.of(entity, Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM);
        return HistogramSeries.of(key, STEP, times(), histograms);
    }

    private static NumberSeries numbers(EntityId entity, String metric, Unit unit, SeriesKind kind, double[] values) {
        return NumberSeries.of(SeriesKey.of(entity, metric, unit, kind), STEP, times(), values);
    }

    private static long[] times() {
        long[] times = new long[WEEK];
        for (int i = 0; i < WEEK; i++) {
            times[i] = START.toEpochMilli() + STEP.toMillis() * i;
        }
        return times;
    }

    private static double day(int minute) {
        return 1 + 0.4 * StrictMath.sin(2 * StrictMath.PI * minute / DAY);
    }

    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    private static double poisson(SplittableRandom random, double mean) {
        double least = StrictMath.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }
}
