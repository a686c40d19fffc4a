package io.throughline.correlation.detect;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Windows of made series in steps of a minute; minutes count from a midnight. */
final class MadeWindows {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final int DAY = 1440;
    static final EntityId ENTITY = new EntityId("azure", "role", "workspace/orders");
    static final SeriesKey DEGREES = SeriesKey.of(ENTITY, "temperature", new Unit("Cel"), SeriesKind.GAUGE);
    static final SeriesKey REQUESTS =
            SeriesKey.of(ENTITY, Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA);
    static final SeriesKey LATENCY =
            SeriesKey.of(ENTITY, Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM);

    private MadeWindows() {}

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    static NumberSeries numbers(SeriesKey key, int minutes, IntToDoubleFunction value) {
        return numbers(key, 0, minutes, value);
    }

    /** Returns the points of the minutes in {@code [from, to)}; NaN is left out. */
    static NumberSeries numbers(SeriesKey key, int from, int to, IntToDoubleFunction value) {
        long[] times = new long[to - from];
        double[] values = new double[to - from];
        int n = 0;
        for (int minute = from; minute < to; minute++) {
            double here = value.applyAsDouble(minute);
            if (!Double.isNaN(here)) {
                times[n] = at(minute).toEpochMilli();
                values[n++] = here;
            }
        }
        return NumberSeries.of(
                key, Duration.ofMinutes(1), java.util.Arrays.copyOf(times, n), java.util.Arrays.copyOf(values, n));
    }

    static HistogramSeries histograms(SeriesKey key, int minutes, IntFunction<ExponentialHistogram> value) {
        HistogramSeries.Builder builder = HistogramSeries.builder(key, Duration.ofMinutes(1));
        for (int minute = 0; minute < minutes; minute++) {
            builder.add(at(minute), value.apply(minute));
        }
        return builder.build();
    }

    static Detection detect(int focusFrom, int to, Series... series) {
        return detect(focusFrom, to, List.of(series));
    }

    static Detection detect(int focusFrom, int to, List<? extends Series> series) {
        return new EpisodeDetector(DetectionConfig.defaults()).detect(window(focusFrom, to, series));
    }

    static TelemetryWindow window(int focusFrom, int to, List<? extends Series> series) {
        return window(Duration.ZERO, focusFrom, to, series);
    }

    /** Returns the window of series that were already moved by {@code shift}. */
    static TelemetryWindow window(Duration shift, int focusFrom, int to, List<? extends Series> series) {
        Instant end = at(to).plus(shift);
        return new TelemetryWindow(
                new TimeWindow(START.plus(shift), end),
                new TimeWindow(at(focusFrom).plus(shift), end),
                List.of(),
                List.copyOf(series),
                List.of(),
                List.of(),
                EntityRegistry.of(List.of()).resolve(List.of(), end),
                Completeness.of(List.of(StreamCompleteness.complete("azure/metrics", end))));
    }

    /** Returns independent normal noise, the same for the same minute however often it is asked. */
    static IntToDoubleFunction noise(long seed, double deviation) {
        return minute -> {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + minute);
            random.nextLong();
            return deviation
                    * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble());
        };
    }

    /** Returns log-normal durations of so many requests about a median. */
    static ExponentialHistogram durations(SplittableRandom random, int requests, IntToDoubleFunction median) {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = 0; i < requests; i++) {
            double normal = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble());
            builder.record(median.applyAsDouble(i) * StrictMath.exp(0.4 * normal), 1);
        }
        return builder.build();
    }
}
