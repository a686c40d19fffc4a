package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Attributes;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Series of all models as they are while nothing happens, or with one shift. */
enum MadeSeries {
    /** One an hour. */
    RARE_COUNTS,
    /** Two in five steps, half as many at night. */
    SMALL_COUNTS,
    /** Forty a step, with a day and a quiet weekend. */
    COUNTS,
    /** Two thousand a step that vary by a tenth, each like the one before. */
    BURSTY_COUNTS,
    /** One in a hundred of forty a step. */
    SHARES,
    /** One in fifty of a thousand a step, one and a half times as many for a while and then fewer. */
    BURSTY_SHARES,
    /** A day and autocorrelated normal noise. */
    LEVELS,
    /** Noise of Student's t with three degrees of freedom. */
    HEAVY_TAILS,
    /** Whole numbers about five. */
    QUANTISED,
    /** Logarithmically normal, autocorrelated. */
    DURATIONS,
    /** A tenth of the steps are missing, and six hours in a row every few days. */
    HOLES,
    /** Never moves. */
    CONSTANT,
    /** The share of a processor in use. */
    UTILIZATION,
    /** Thirty requests a step, logarithmically normal, slower by day. */
    HISTOGRAMS,
    /** Three requests a step. */
    SPARSE_HISTOGRAMS;

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final long MINUTE = 60_000;
    private static final double DAY = 24 * 60;

    /**
     * A shift of the steps in {@code [from, to)}.
     *
     * @param times by which counts, shares and durations are multiplied
     * @param deviations of the noise by which other levels rise
     */
    record Shift(int from, int to, double times, double deviations) {
        static final Shift NONE = new Shift(0, 0, 1, 0);

        double times(int step) {
            return step >= from && step < to ? times : 1;
        }

        double deviations(int step) {
            return step >= from && step < to ? deviations : 0;
        }
    }

    /** Returns a signal's series: two for shares, otherwise one. */
    List<Series> make(long seed, int steps, int stepMinutes, Shift shift) {
        return new Maker(this, seed, steps, stepMinutes, shift).make();
    }

    /** Returns a window over series of so many steps whose focus begins at one. */
    static TelemetryWindow window(List<Series> series, int focus, int steps, int stepMinutes) {
        Instant end = START.plus(Duration.ofMinutes((long) steps * stepMinutes));
        return new TelemetryWindow(
                new TimeWindow(START, end),
                new TimeWindow(START.plus(Duration.ofMinutes((long) focus * stepMinutes)), end),
                List.of(),
                series,
                List.of(),
                List.of(),
                EntityRegistry.of(List.of()).resolve(List.of(), end),
                Completeness.of(List.of(StreamCompleteness.complete("azure/metrics", end))));
    }

    private static final class Maker {

        private final MadeSeries kind;
        private final SplittableRandom random;
        private final EntityId entity;
        private final int steps;
        private final int stepMinutes;
        private final Shift shift;
        private double slow;

        Maker(MadeSeries kind, long seed, int steps, int stepMinutes, Shift shift) {
            this.kind = kind;
            this.random = new SplittableRandom(31 * seed + List.of(values()).indexOf(kind));
            this.entity =
                    new EntityId("azure", "role", "workspace/" + kind.name().toLowerCase(Locale.ROOT) + "-" + seed);
            this.steps = steps;
            this.stepMinutes = stepMinutes;
            this.shift = shift;
        }

        List<Series> make() {
            return switch (kind) {
                case RARE_COUNTS, SMALL_COUNTS, COUNTS, BURSTY_COUNTS ->
                    List.of(numbers(Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA, counts()));
                case SHARES, BURSTY_SHARES -> shares();
                case LEVELS, HEAVY_TAILS, QUANTISED, HOLES, CONSTANT ->
                    List.of(numbers("queue.length", new Unit("Cel"), SeriesKind.GAUGE, levels()));
                case DURATIONS -> List.of(numbers("queue.age", Unit.SECONDS, SeriesKind.GAUGE, levels()));
                case UTILIZATION -> List.of(numbers(Metrics.CPU_UTILIZATION, Unit.ONE, SeriesKind.GAUGE, levels()));
                case HISTOGRAMS, SPARSE_HISTOGRAMS -> List.of(histograms());
            };
        }

        private double[] counts() {
            double[] counts = new double[steps];
            for (int i = 0; i < steps; i++) {
                double rate = switch (kind) {
                    case RARE_COUNTS -> stepMinutes / 60.0;
                    case SMALL_COUNTS -> 0.4 * day(i, 0.5);
                    case COUNTS -> 40 * day(i, 0.5) * (weekend(i) ? 0.6 : 1);
                    default -> 2000 * day(i, 0.4) * StrictMath.exp(0.1 * slow(0.5));
                };
                counts[i] = poisson(rate * shift.times(i));
            }
            return counts;
        }

        private List<Series> shares() {
            double[] attempts = new double[steps];
            double[] failures = new double[steps];
            for (int i = 0; i < steps; i++) {
                boolean bursty = kind == BURSTY_SHARES;
                attempts[i] = poisson((bursty ? 1000 : 40) * day(i, 0.5));
                double share = bursty ? 0.02 * StrictMath.exp(0.3 * slow(0.5)) : 0.01;
                failures[i] = Math.min(attempts[i], poisson(attempts[i] * share * shift.times(i)));
            }
            return List.of(
                    numbers(Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA, attempts),
                    numbers(Metrics.REQUEST_FAILURES, Unit.REQUESTS, SeriesKind.DELTA, failures));
        }

        private double[] levels() {
            double[] levels = new double[steps];
            int hole = 0;
            for (int i = 0; i < steps; i++) {
                double more = shift.deviations(i);
                levels[i] = switch (kind) {
                    case LEVELS ->
                        100 + 10 * StrictMath.sin(2 * Math.PI * i * stepMinutes / DAY) + 3 * (slow(0.6) + more);
                    case HEAVY_TAILS -> 50 + student() + 1.5 * more;
                    case QUANTISED -> Math.rint(5 + normal() + more);
                    case DURATIONS -> 0.2 * StrictMath.exp(0.4 * slow(0.4)) * shift.times(i);
                    case UTILIZATION -> Math.min(1, Math.max(0, 0.45 * day(i, 0.5) + 0.08 * slow(0.6)));
                    case CONSTANT -> 12 + more;
                    default -> 20 + 2 * (normal() + more);
                };
                if (kind == HOLES) {
                    hole = hole > 0 ? hole - 1 : random.nextDouble() < stepMinutes / (3 * DAY) ? 360 / stepMinutes : 0;
                    levels[i] = hole > 0 || random.nextDouble() < 0.1 ? Double.NaN : levels[i];
                }
            }
            return levels;
        }

        private HistogramSeries histograms() {
            long[] times = new long[steps];
            List<ExponentialHistogram> histograms = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                times[i] = START.toEpochMilli() + MINUTE * stepMinutes * i;
                ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
                double n = poisson((kind == HISTOGRAMS ? 30 : 3) * day(i, 0.5));
                double here = 0.08 * day(i, 0.2) * shift.times(i);
                for (int j = 0; j < n; j++) {
                    builder.record(here * StrictMath.exp(0.6 * normal()), 1);
                }
                histograms.add(builder.build());
            }
            return HistogramSeries.of(
                    key(Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM),
                    Duration.ofMinutes(stepMinutes),
                    times,
                    histograms);
        }

        private NumberSeries numbers(String metric, Unit unit, SeriesKind series, double[] values) {
            long[] times = new long[steps];
            double[] present = new double[steps];
            int n = 0;
            for (int i = 0; i < steps; i++) {
                if (!Double.isNaN(values[i])) {
                    times[n] = START.toEpochMilli() + MINUTE * stepMinutes * i;
                    present[n++] = values[i];
                }
            }
            return NumberSeries.of(
                    key(metric, unit, series),
                    Duration.ofMinutes(stepMinutes),
                    Arrays.copyOf(times, n),
                    Arrays.copyOf(present, n));
        }

        private SeriesKey key(String metric, Unit unit, SeriesKind series) {
            return new SeriesKey(entity, metric, unit, series, Attributes.empty());
        }

        private double day(int step, double depth) {
            return 1 - depth * StrictMath.cos(2 * Math.PI * step * stepMinutes / DAY);
        }

        private boolean weekend(int step) {
            return (int) (step * stepMinutes / DAY) % 7 >= 5;
        }

        /** Standard normal, correlated with the one before by so much. */
        private double slow(double tie) {
            slow = tie * slow + Math.sqrt(1 - tie * tie) * normal();
            return slow;
        }

        private double normal() {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
        }

        private double student() {
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                double normal = normal();
                squares += normal * normal;
            }
            return normal() / Math.sqrt(squares / 3);
        }

        private double poisson(double mean) {
            if (mean > 200) {
                return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal()));
            }
            double least = StrictMath.exp(-mean);
            int n = 0;
            for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
                n++;
            }
            return n;
        }
    }
}
