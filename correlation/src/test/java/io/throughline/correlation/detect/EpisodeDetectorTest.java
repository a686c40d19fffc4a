package io.throughline.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityRegistry;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minutes count from midnight of the first day. */
class EpisodeDetectorTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAY = 1440;
    private static final EntityId ENTITY = new EntityId("azure", "role", "workspace/orders");
    private static final SeriesKey LEVEL = SeriesKey.of(ENTITY, "queue.age", Unit.SECONDS, SeriesKind.GAUGE);
    private static final SeriesKey DEGREES = SeriesKey.of(ENTITY, "temperature", new Unit("Cel"), SeriesKind.GAUGE);
    private static final SeriesKey COUNT = SeriesKey.of(ENTITY, Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA);

    private static NumberSeries series(SeriesKey key, int minutes, IntToDoubleFunction value) {
        long[] times = new long[minutes];
        double[] values = new double[minutes];
        for (int i = 0; i < minutes; i++) {
            times[i] = START.plus(Duration.ofMinutes(i)).toEpochMilli();
            values[i] = value.applyAsDouble(i);
        }
        return NumberSeries.of(key, Duration.ofMinutes(1), times, values);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Detection detect(int focusFrom, int to, Series... series) {
        return new EpisodeDetector(DetectionConfig.defaults()).detect(window(focusFrom, to, series));
    }

    private static TelemetryWindow window(int focusFrom, int to, Series... series) {
        TimeWindow span = new TimeWindow(START, at(to));
        List<Series> all = new ArrayList<>();
        for (Series one : series) {
            all.add(one.slice(span));
        }
        return new TelemetryWindow(
                span,
                new TimeWindow(at(focusFrom), at(to)),
                List.of(),
                all,
                List.of(),
                List.of(),
                EntityRegistry.of(List.of()).resolve(List.of(), at(to)),
                Completeness.of(List.of(StreamCompleteness.complete("azure/metrics", at(to)))));
    }

    private static IntToDoubleFunction noise(long seed, double level, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        return i -> level
                + deviation
                        * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                        * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static int poisson(SplittableRandom random, double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int n = 0;
        while (product > limit) {
            product *= random.nextDouble();
            n++;
        }
        return n;
    }

    @Test
    void takesAShapeThatComesBackEveryDayForNormalAndSaysSo() {
        IntToDoubleFunction noise = noise(1, 0, 3);
        NumberSeries daily =
                series(LEVEL, 5 * DAY, i -> 100 + 80 * StrictMath.sin(2 * Math.PI * i / DAY) + noise.applyAsDouble(i));

        Detection detection = detect(4 * DAY, 5 * DAY, daily);

        assertThat(detection.episodes()).isEmpty();
        assertThat(methodOf(window(4 * DAY, 5 * DAY, daily))).contains("hour of the day");
    }

    @Test
    void findsNoSeasonInNoise() {
        TelemetryWindow noise = window(4 * DAY, 5 * DAY, series(LEVEL, 5 * DAY, noise(2, 100, 3)));

        assertThat(methodOf(noise)).doesNotContain("hour of the day");
    }

    @Test
    void takesALevelThatLastedForADayForTheNewNormal() {
        IntToDoubleFunction noise = noise(3, 0, 3);
        NumberSeries shifted = series(LEVEL, 5 * DAY, i -> (i < 2 * DAY ? 50 : 100) + noise.applyAsDouble(i));

        Detection detection = detect(4 * DAY, 5 * DAY, shifted);

        assertThat(detection.episodes()).isEmpty();
        assertThat(methodOf(window(4 * DAY, 5 * DAY, shifted))).contains("new since 2026-03-04");
        assertThat(Objects.requireNonNull(detection.deviations().get(LEVEL)).columns.expected[5 * DAY - 1])
                .isCloseTo(100, within(1.0));
    }

    @Test
    void followsATrend() {
        IntToDoubleFunction noise = noise(4, 0, 3);
        NumberSeries rising = series(LEVEL, 6 * DAY, i -> 100 + i / 60.0 + noise.applyAsDouble(i));

        Detection detection = detect(5 * DAY, 6 * DAY, rising);

        assertThat(detection.episodes()).isEmpty();
        assertThat(methodOf(window(5 * DAY, 6 * DAY, rising))).contains("trend");
    }

    @ParameterizedTest(name = "{0} hours")
    @ValueSource(ints = {2, 8, 20})
    void anEarlierIncidentDoesNotTeachItselfIn(int hours) {
        IntToDoubleFunction noise = noise(5, 0, 3);
        NumberSeries twice = series(LEVEL, 4 * DAY, i -> {
            boolean away = (i >= DAY && i < DAY + 60 * hours) || (i >= 3 * DAY + 600 && i < 3 * DAY + 660);
            return (away ? 200 : 100) + noise.applyAsDouble(i);
        });

        Detection detection = detect(3 * DAY, 4 * DAY, twice);

        assertThat(detection.episodes()).hasSize(1);
        Episode episode = detection.episodes().get(0);
        assertThat(episode.onset()).isEqualTo(at(3 * DAY + 600));
        assertThat(episode.end()).isEqualTo(at(3 * DAY + 660));
        assertThat(episode.effect().baseline()).isCloseTo(100, within(1.0));
        assertThat(episode.effect().baselineMethod()).contains("without earlier excursions");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void findsTheSameEpisodesHoweverTheFocusIsSplit(long seed) {
        NumberSeries series = restless(seed, 0, 1);

        Map<String, Episode> whole = byId(detect(2 * DAY, 4 * DAY, series).episodes());
        Map<String, Episode> split = new LinkedHashMap<>();
        for (int from = 2 * DAY; from < 4 * DAY; from += 180) {
            split.putAll(byId(detect(from, from + 180, series).episodes()));
        }

        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        assertThat(split.keySet()).as("seed %d", seed).containsAll(whole.keySet());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aConstantAndAPositiveScaleChangeNoEpisode(long seed) {
        List<Episode> here = detect(2 * DAY, 4 * DAY, restless(seed, 0, 1)).episodes();
        List<Episode> there = detect(2 * DAY, 4 * DAY, restless(seed, 4096, 8)).episodes();

        assertThat(there)
                .as("seed %d", seed)
                .extracting(Episode::id)
                .containsExactlyElementsOf(here.stream().map(Episode::id).toList());
    }

    @Test
    void aSeriesThatNeverMovedDoesNotExplode() {
        Detection still = detect(2 * DAY, 3 * DAY, series(DEGREES, 3 * DAY, i -> 20));
        Detection moved = detect(2 * DAY, 3 * DAY, series(DEGREES, 3 * DAY, i -> i < 2 * DAY + 300 ? 20 : 25));

        assertThat(still.episodes()).isEmpty();
        assertThat(moved.episodes()).singleElement().satisfies(episode -> {
            assertThat(episode.onset()).isEqualTo(at(2 * DAY + 300));
            assertThat(episode.effect().deviations()).isLessThan(10);
        });
    }

    @Test
    void burstsThatAreUsualAreNoNews() {
        SplittableRandom random = new SplittableRandom(6);
        NumberSeries bursts = series(COUNT, 5 * DAY, i -> random.nextDouble() < 0.02 ? 5 + poisson(random, 3) : 0);

        assertThat(detect(4 * DAY, 5 * DAY, bursts).episodes()).isEmpty();
    }

    @Test
    void isLearningForAnHour() {
        Detection detection = detect(0, 50, series(LEVEL, 50, noise(7, 100, 3)));

        assertThat(detection.learning()).extracting(LearningSeries::series).containsExactly(LEVEL);
        assertThat(detection.deviations()).isEmpty();
    }

    @Test
    void quietSeriesOfManyModelsRaiseNoAlarm() {
        List<Series> all = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            SplittableRandom random = new SplittableRandom(100 + k);
            double[] state = {0};
            IntToDoubleFunction noise = noise(200 + k, 0, 1);
            all.add(series(key("ar1", k), 4 * DAY, i -> 50 + (state[0] = 0.97 * state[0] + noise.applyAsDouble(i))));
            all.add(series(key("quantised", k), 4 * DAY, i -> Math.rint(3 + noise.applyAsDouble(i))));
            all.add(count("few", k, i -> poisson(random, 0.05)));
            all.add(count("many", k, i -> poisson(random, 40 + 25 * StrictMath.sin(2 * Math.PI * i / DAY))));
            all.add(count("overdispersed", k, i -> poisson(random, 20 * -StrictMath.log(1 - random.nextDouble()))));
        }

        // 30 series over 3 days: three series-months.
        assertThat(detect(DAY, 4 * DAY, all.toArray(Series[]::new)).episodes()).hasSizeLessThan(3);
    }

    private static SeriesKey key(String name, int k) {
        return SeriesKey.of(
                new EntityId("azure", "role", "workspace/" + name + k), "x", new Unit("Cel"), SeriesKind.GAUGE);
    }

    private static NumberSeries count(String name, int k, IntToDoubleFunction value) {
        return series(
                SeriesKey.of(
                        new EntityId("azure", "role", "workspace/" + name + k),
                        Metrics.REQUEST_COUNT,
                        Unit.REQUESTS,
                        SeriesKind.DELTA),
                4 * DAY,
                value);
    }

    /** Noise on a quarter's grid with five excursions, so that shift and scale by powers of two are exact. */
    private static NumberSeries restless(long seed, double shift, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] onsets = new int[5];
        for (int k = 0; k < onsets.length; k++) {
            onsets[k] = 2 * DAY + 60 + k * 560 + random.nextInt(200);
        }
        IntToDoubleFunction noise = noise(seed, 0, 2);
        return series(DEGREES, 4 * DAY, i -> {
            double away = 0;
            for (int onset : onsets) {
                away += i >= onset && i < onset + 45 ? 20 : 0;
            }
            return shift + scale * Math.rint(4 * (20 + away + noise.applyAsDouble(i))) / 4;
        });
    }

    private static Map<String, Episode> byId(Collection<Episode> episodes) {
        Map<String, Episode> found = new LinkedHashMap<>();
        episodes.forEach(episode -> found.put(episode.id(), episode));
        return found;
    }

    /** How the baseline of the last step was made. */
    private static String methodOf(TelemetryWindow window) {
        Baseliner baseliner = new Baseliner(DetectionConfig.defaults(), new SignalReader(window).read(0));
        Deviations deviations = baseliner.from(baseliner.firstScanned());
        return deviations.baselineAt(deviations.size() - 1).method();
    }
}
