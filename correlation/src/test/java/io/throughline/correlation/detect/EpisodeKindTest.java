package io.throughline.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What an episode says of itself: what changed, how far, against what; and what is said of series that have none. */
class EpisodeKindTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAY = 1440;
    private static final int FOCUS = 4 * DAY;
    private static final int END = FOCUS + 240;
    private static final int CHANGED = FOCUS + 60;
    private static final EntityId ORDERS = new EntityId("azure", "role", "workspace/orders");
    private static final EntityId STOCK = new EntityId("azure", "role", "workspace/stock");
    private static final Unit CELSIUS = new Unit("Cel");

    @Test
    void aStepIsALevel() {
        Episode episode = only(detect(made(ORDERS, "temperature", noise(1, 100, 3), i -> i < CHANGED ? 0 : 30)));

        assertThat(episode.kind()).isEqualTo(EpisodeKind.LEVEL);
        assertThat(episode.direction()).isEqualTo(Direction.UP);
        assertThat(episode.onset()).isEqualTo(at(CHANGED));
        assertThat(episode.isOpen()).isTrue();
        assertThat(episode.effect().difference()).isCloseTo(30, within(1.0));
        assertThat(episode.effect().pValue()).isLessThan(1e-6);
    }

    @Test
    void whatRisesBitByBitIsATrend() {
        Episode episode =
                only(detect(made(ORDERS, "temperature", noise(2, 100, 3), i -> i < CHANGED ? 0 : (i - CHANGED) / 4.0)));

        assertThat(episode.kind()).isEqualTo(EpisodeKind.TREND);
        assertThat(episode.direction()).isEqualTo(Direction.UP);
        assertThat(episode.onsetBounds().from()).isBefore(at(CHANGED + 20));
    }

    @Test
    void aWiderScatterAboutTheSameLevelIsAVariance() {
        IntToDoubleFunction noise = noise(3, 0, 3);
        Episode episode = only(detect(
                made(ORDERS, "temperature", i -> 100 + noise.applyAsDouble(i) * (i < CHANGED ? 1 : 5), i -> 0)));

        assertThat(episode.kind()).isEqualTo(EpisodeKind.VARIANCE);
        assertThat(episode.measure()).isEqualTo("scatter");
        assertThat(episode.direction()).isEqualTo(Direction.UP);
        assertThat(episode.onset()).isBetween(at(CHANGED - 10), at(CHANGED + 20));
        assertThat(episode.effect().baseline()).isCloseTo(3, within(0.5));
        assertThat(episode.effect().observed()).isCloseTo(15, within(3.0));
    }

    @Test
    void whatMovesBetweenTheSameMedianAndTheSameTailIsAShape() {
        Detection detection = detect(histograms(i -> i >= CHANGED));

        Episode episode = only(detection);
        assertThat(episode.kind()).isEqualTo(EpisodeKind.SHAPE);
        assertThat(episode.onset()).isBetween(at(CHANGED - 15), at(CHANGED + 30));
        DistributionShift shift = episode.effect().shift();
        assertThat(shift).isNotNull();
        assertThat(shift.moved()).isBetween(0.1, 0.4);
        assertThat(shift.quantiles()).isNotEmpty();
        assertThat(detection.of(episode)).isEmpty();
    }

    @Test
    void nothingIsSaidOfWhatStaysAsItIs() {
        Detection detection = detect(
                made(ORDERS, "temperature", noise(5, 100, 3), i -> 0),
                made(STOCK, "temperature", noise(6, 10, 1), i -> 0),
                histograms(i -> false));

        assertThat(detection.episodes()).isEmpty();
        assertThat(detection.entities()).isEmpty();
        assertThat(detection.deviations()).hasSize(3);
    }

    @Test
    void anEpisodeNamesTheTimesThatWereCompared() {
        Comparison comparison = only(detect(
                        made(ORDERS, "temperature", noise(7, 100, 3), i -> i >= CHANGED && i < CHANGED + 60 ? 30 : 0)))
                .comparison();

        assertThat(comparison.historySpan().from()).isEqualTo(START);
        assertThat(comparison.historySpan().to()).isBeforeOrEqualTo(at(CHANGED));
        assertThat(comparison.historySteps()).isGreaterThan(3 * DAY);
        assertThat(comparison.episode()).isEqualTo(new TimeWindow(at(CHANGED), at(CHANGED + 60)));
        assertThat(comparison.episodeSteps()).isEqualTo(60);
        assertThat(comparison.resolution()).isEqualTo(Duration.ofMinutes(1));
        assertThat(comparison.setAside()).isEqualTo(Duration.ZERO);
    }

    @Test
    void anEarlierIncidentIsSetAsideAndThatIsSaid() {
        Comparison comparison = only(detect(made(
                        ORDERS,
                        "temperature",
                        noise(8, 100, 3),
                        i -> i >= CHANGED || (i >= 2 * DAY && i < 2 * DAY + 180) ? 30 : 0)))
                .comparison();

        assertThat(comparison.setAside()).isBetween(Duration.ofMinutes(170), Duration.ofMinutes(200));
        assertThat(comparison.history()).hasSize(2);
    }

    /** 95 % intervals, of which some may miss. */
    @Test
    void theIntervalHoldsTheTrueDifference() {
        int held = 0;
        int found = 0;
        for (int seed = 1; seed <= 40; seed++) {
            List<Episode> episodes = detect(
                            made(ORDERS, "temperature", noise(100 + seed, 100, 3), i -> i < CHANGED ? 0 : 12))
                    .episodes();
            for (Episode episode : episodes) {
                found++;
                Effect effect = episode.effect();
                held += effect.differenceLower() <= 12 && effect.differenceUpper() >= 12 ? 1 : 0;
                assertThat(effect.differenceUpper() - effect.differenceLower()).isLessThan(3);
            }
        }

        assertThat(found).isEqualTo(40);
        assertThat(held).isGreaterThanOrEqualTo(35);
    }

    @Test
    void aConstantAddedMovesTheFiguresAndNothingElse() {
        for (int seed = 200; seed < 210; seed++) {
            IntToDoubleFunction change = i -> i < CHANGED ? 0 : i < CHANGED + 90 ? -9 : 6;
            Detection here = detect(made(ORDERS, "temperature", noise(seed, 100, 3), change));
            Detection above = detect(made(ORDERS, "temperature", noise(seed, 1124, 3), change));

            assertThat(here.episodes()).isNotEmpty();
            assertThat(above.episodes())
                    .as("seed %d", seed)
                    .extracting(Episode::id)
                    .isEqualTo(here.episodes().stream().map(Episode::id).toList());
            for (int i = 0; i < here.episodes().size(); i++) {
                Effect before = here.episodes().get(i).effect();
                Effect after = above.episodes().get(i).effect();
                assertThat(after.deviations()).isCloseTo(before.deviations(), within(1e-6));
                assertThat(after.difference()).isCloseTo(before.difference(), within(1e-6));
                assertThat(after.observed()).isCloseTo(before.observed() + 1024, within(1e-6));
            }
        }
    }

    @Test
    void aPositiveFactorScalesTheFiguresAndNothingElse() {
        for (int seed = 300; seed < 310; seed++) {
            IntToDoubleFunction noise = noise(seed, 100, 3);
            double[] values = new double[END];
            for (int i = 0; i < END; i++) {
                values[i] = noise.applyAsDouble(i) + (i < CHANGED ? 0 : 9);
            }
            Detection here = detect(made(ORDERS, "temperature", i -> values[i], i -> 0));
            Detection larger = detect(made(ORDERS, "temperature", i -> 4096 * values[i], i -> 0));

            assertThat(here.episodes()).isNotEmpty();
            assertThat(larger.episodes())
                    .as("seed %d", seed)
                    .extracting(Episode::id)
                    .isEqualTo(here.episodes().stream().map(Episode::id).toList());
            assertThat(larger.episodes().get(0).effect().deviations())
                    .isCloseTo(here.episodes().get(0).effect().deviations(), within(1e-6));
            assertThat(larger.episodes().get(0).effect().difference())
                    .isCloseTo(4096 * here.episodes().get(0).effect().difference(), within(1e-3));
        }
    }

    @Test
    void seriesOfAnEntityThatLeaveTogetherAreOne() {
        Detection detection = detect(
                made(ORDERS, "temperature", noise(11, 100, 3), i -> i < CHANGED ? 0 : 30),
                made(ORDERS, "pressure", noise(12, 10, 1), i -> i < CHANGED ? 0 : -6),
                made(ORDERS, "humidity", noise(13, 50, 2), i -> 0),
                made(STOCK, "temperature", noise(14, 100, 3), i -> i < CHANGED + 90 ? 0 : 30));

        assertThat(detection.episodes()).hasSize(3);
        assertThat(detection.entities()).extracting(EntityEpisode::entity).containsExactly(ORDERS, STOCK);
        EntityEpisode orders = detection.entities().get(0);
        assertThat(orders.members()).hasSize(2);
        assertThat(orders.tested()).isEqualTo(3);
        assertThat(orders.agreed()).isTrue();
        assertThat(orders.onset()).isEqualTo(at(CHANGED));
        assertThat(orders.pValue()).isBetween(orders.members().get(0).effect().pValue(), 1e-9);
    }

    @Test
    void seriesOfAnEntityThatLeaveHoursApartAreTwo() {
        Detection detection = detect(
                made(ORDERS, "temperature", noise(15, 100, 3), i -> i < FOCUS + 10 || i > FOCUS + 40 ? 0 : 30),
                made(ORDERS, "pressure", noise(16, 10, 1), i -> i < FOCUS + 200 ? 0 : -6));

        assertThat(detection.entities()).hasSize(2);
    }

    @Test
    void aSeriesWithTooLittleHistoryLearnsAndSaysWhatIsMissing() {
        Detection detection = detect(
                steps(ORDERS, "temperature", Duration.ofMinutes(1), END - 20, END),
                steps(STOCK, "temperature", Duration.ofMinutes(30), 0, END)
                        .slice(new TimeWindow(at(END - 300), at(END))));

        assertThat(detection.episodes()).isEmpty();
        assertThat(detection.deviations()).isEmpty();
        assertThat(detection.learning()).hasSize(2);
        LearningSeries first = detection.learning().get(0);
        assertThat(first.reason()).isEqualTo(LearningSeries.Reason.FEW_STEPS);
        assertThat(first.steps()).isEqualTo(20);
        assertThat(first.missing()).isEqualTo(Duration.ofMinutes(40));
        assertThat(first.text()).isEqualTo("20 of 30 steps with data; 10 more, about 40 min");
        assertThat(detection.learning().get(1).text()).isEqualTo("10 of 30 steps with data; 20 more, about 10 h");
    }

    @Test
    void aSeriesWithoutAStepIsSkippedAndSaysWhy() {
        long[] times = {at(3).toEpochMilli(), at(10).toEpochMilli(), at(12).toEpochMilli()};
        SeriesKey key = SeriesKey.of(ORDERS, "temperature", CELSIUS, SeriesKind.GAUGE);
        Detection detection = detect(NumberSeries.of(key, null, times, new double[] {1, 2, 3}));

        assertThat(detection.skipped()).hasSize(1);
        assertThat(detection.skipped().get(0).reason()).isEqualTo(SkippedSeries.Reason.IRREGULAR);
        assertThat(detection.skipped().get(0).text()).isEqualTo("no regular step (3 points)");
    }

    private static Episode only(Detection detection) {
        assertThat(detection.episodes()).hasSize(1);
        return detection.episodes().get(0);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Series steps(EntityId entity, String metric, Duration step, int from, int to) {
        List<Long> times = new ArrayList<>();
        for (int i = from; i < to; i += (int) step.toMinutes()) {
            times.add(at(i).toEpochMilli());
        }
        double[] values = new double[times.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3;
        }
        return NumberSeries.of(
                SeriesKey.of(entity, metric, CELSIUS, SeriesKind.GAUGE),
                step,
                times.stream().mapToLong(Long::longValue).toArray(),
                values);
    }

    private static Series made(EntityId entity, String metric, IntToDoubleFunction noise, IntToDoubleFunction change) {
        long[] times = new long[END];
        double[] values = new double[END];
        for (int i = 0; i < END; i++) {
            times[i] = at(i).toEpochMilli();
            values[i] = noise.applyAsDouble(i) + change.applyAsDouble(i);
        }
        return NumberSeries.of(
                SeriesKey.of(entity, metric, CELSIUS, SeriesKind.GAUGE), Duration.ofMinutes(1), times, values);
    }

    /** Durations from 20 ms to 2 s, evenly by their logarithm; or the slower third as slow as its slowest. */
    private static Series histograms(IntPredicate shifted) {
        SplittableRandom random = new SplittableRandom(17);
        long[] times = new long[END];
        List<ExponentialHistogram> histograms = new ArrayList<>();
        for (int i = 0; i < END; i++) {
            times[i] = at(i).toEpochMilli();
            ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
            int requests = 40 + random.nextInt(21);
            for (int k = 0; k < requests; k++) {
                double even = random.nextDouble();
                double place = shifted.test(i) && even > 0.65 && even < 0.93 ? 0.93 : even;
                builder.record(0.02 * StrictMath.pow(100, place), 1);
            }
            histograms.add(builder.build());
        }
        return HistogramSeries.of(
                SeriesKey.of(ORDERS, Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM),
                Duration.ofMinutes(1),
                times,
                histograms);
    }

    private static IntToDoubleFunction noise(long seed, double level, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        return i -> level
                + deviation
                        * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                        * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static Detection detect(Series... series) {
        TimeWindow span = new TimeWindow(START, at(END));
        return new EpisodeDetector(DetectionConfig.defaults())
                .detect(new TelemetryWindow(
                        span,
                        new TimeWindow(at(FOCUS), at(END)),
                        List.of(),
                        List.of(series),
                        List.of(),
                        List.of(),
                        EntityRegistry.of(List.of()).resolve(List.of(), at(END)),
                        Completeness.of(List.of(StreamCompleteness.complete("azure/metrics", at(END))))));
    }
}
