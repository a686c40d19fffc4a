package io.throughline.correlation.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** One alarm where a series becomes what it never was, and none where it stays what it is. */
class NoveltyDetectorTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int ROWS = 14 * DAY;
    private static final long SEED = 20260303;

    @Test
    void tellsOnceOfANewLevel() {
        List<Integer> alarms = alarms(row -> row < 3000 ? 0 : 12, 1);

        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0)).isBetween(3000, 3048);
    }

    @Test
    void isQuietWhileARhythmGoesOn() {
        assertThat(alarms(row -> row % DAY < 100 || row % DAY > 180 ? 0 : 40, 1))
                .isEmpty();
        assertThat(alarms(row -> 0, 0)).isEmpty();
    }

    @Test
    void tellsOfADailyPeakThatFailsToCome() {
        List<Integer> alarms = alarms(row -> row % DAY < 100 || row % DAY > 180 || row / DAY == 10 ? 0 : 40, 1);

        assertThat(alarms).isNotEmpty();
        assertThat(alarms.get(0)).isBetween(10 * DAY + 100, 10 * DAY + 130);
    }

    @Test
    void tellsOfANewScatterAndOfANewShape() {
        List<Integer> scatter = alarms(row -> row < 3000 ? 0 : row % 2 == 0 ? 6 : -6, 1);
        List<Integer> shape = alarms(row -> 20 * Math.sin(2 * Math.PI * row / (row < 3000 ? 72 : 24)), 1);

        assertThat(scatter.get(0)).isBetween(3000, 3024);
        assertThat(shape.get(0)).isBetween(3000, 3072);
    }

    @Test
    void raisesNothingInTheFirstRows() {
        double[] scores = scores(series(row -> row < 200 ? 0 : 50, 1));

        for (int i = 0; i < 250; i++) {
            assertThat(scores[i]).isZero();
        }
    }

    @Test
    void speaksAgainOfSomethingElseWhileARegimeLasts() {
        List<Integer> alarms = alarms(row -> row < 3000 ? 0 : row < 3300 ? 4 : 60, 1);

        assertThat(alarms).hasSize(2);
        assertThat(alarms.get(1)).isBetween(3300, 3310);
    }

    @Test
    void neitherLevelNorLengthOfDayMatters() {
        double[] values = series(row -> row < 3000 ? 0 : 12, 1);
        double[] raised = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            raised[i] = values[i] + 4096;
        }

        assertThat(rows(scores(raised))).isEqualTo(rows(scores(values)));
        for (Duration step : List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(1))) {
            assertThat(rows(scores(values, step)))
                    .as("step %s, seed %d", step, SEED)
                    .anyMatch(row -> row >= 3000 && row < 3048);
        }
    }

    @Test
    void needsMoreEvidenceAfterEachAlarm() {
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
        double[] values = series(row -> row < 3000 ? 0 : 12, 1);
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 2999) {
                before = detector.threshold();
            }
            detector.accept(i * STEP.toMillis(), values[i]);
        }

        assertThat(detector.threshold()).isGreaterThan(before);
    }

    @Test
    void looksOnlyBack() {
        double[] values = series(row -> row < 3000 ? 0 : 12, 1);
        double[] other = values.clone();
        for (int i = 1500; i < other.length; i++) {
            other[i] = -other[i] * 3;
        }

        double[] scores = scores(values);
        double[] changed = scores(other);

        for (int i = 0; i < 1500; i++) {
            assertThat(changed[i]).isEqualTo(scores[i]);
        }
    }

    @Test
    void staysTheSameInAnotherUnitAndAtAnotherTime() {
        double[] values = series(row -> row < 3000 ? row % 7 : 12, 1);
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * 1024;
        }

        assertThat(scores(scaled)).isEqualTo(scores(values));
    }

    @Test
    void takesMissingAndLateRowsForNone() {
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
        NoveltyDetector other = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
        double[] values = series(row -> row < 3000 ? 0 : 12, 1);
        for (int i = 0; i < values.length; i++) {
            double score = detector.accept(i * STEP.toMillis(), values[i]);
            assertThat(other.accept(i * STEP.toMillis(), values[i])).isEqualTo(score);
            assertThat(other.accept(i * STEP.toMillis() + 1, Double.NaN)).isZero();
            assertThat(other.accept(i * STEP.toMillis() - 1, 1e9)).isZero();
        }
    }

    @Test
    void aHoleDoesNotMoveTheDaysApart() {
        double[] values = series(row -> row % DAY < 100 || row % DAY > 180 ? 0 : 40, 1);
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
        for (int i = 0; i < values.length; i++) {
            boolean hole = i >= 8 * DAY + 20 && i < 8 * DAY + 90;
            double score = hole ? 0 : detector.accept(i * STEP.toMillis(), values[i]);
            if (i >= 4 * DAY) {
                assertThat(score).as("row %d, seed %d", i, SEED).isLessThan(NoveltyDetector.ALARM);
            }
        }
    }

    @Test
    void staysTheSameWhateverIsAddedOrMultipliedAndWheneverItIs() {
        Random random = new Random(SEED);
        double[] values = series(row -> row < 3000 ? 30 * Math.sin(2 * Math.PI * row / DAY) : 90, 1);
        List<Integer> alarms = rows(scores(values));
        assertThat(alarms).isNotEmpty();
        for (int round = 0; round < 5; round++) {
            double factor = StrictMath.exp(6 * random.nextGaussian());
            double shift = 100 * factor * random.nextGaussian();
            long steps = random.nextInt(1_000_000);
            NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
            double[] scores = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                scores[i] = detector.accept((steps + i) * STEP.toMillis(), factor * values[i] + shift);
            }

            assertThat(rows(scores))
                    .as("times %s, plus %s, %d steps later, seed %d", factor, shift, steps, SEED)
                    .isEqualTo(alarms);
        }
    }

    @Test
    void aConstantIsNeverNewAndItsFirstMoveIsOnce() {
        assertThat(scores(series(row -> 7, 0))).containsOnly(0);

        List<Integer> alarms = rows(scores(series(row -> row < 3000 ? 7 : 7.001, 0)));

        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0)).isBetween(3000, 3024);
    }

    @Test
    void aSeriesOfFewValuesIsQuietAndItsEvidenceFinite() {
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
        double[] values = series(row -> 0, 0.7);
        for (int i = 0; i < values.length; i++) {
            double score = detector.accept(i * STEP.toMillis(), Math.rint(values[i]));

            assertThat(detector.evidence()).isBetween(0.0, 4.0);
            if (i >= 4 * DAY) {
                assertThat(score).as("row %d, seed %d", i, SEED).isLessThan(NoveltyDetector.ALARM);
            }
        }
    }

    @Test
    void isQuietWhileARegimeLastsHoweverLong() {
        NoveltyConfig brief = new NoveltyConfig(150, 0.3, 0, 8000, 0, 0);
        NoveltyDetector detector = new NoveltyDetector(brief, STEP);
        double[] values = series(row -> row < 3000 ? 0 : 40, 1);
        int alarms = 0;
        for (int i = 0; i < 3020; i++) {
            double score = detector.accept(i * STEP.toMillis(), values[i]);
            alarms += i >= 3000 && score >= NoveltyDetector.ALARM ? 1 : 0;
        }

        assertThat(detector.evidence()).isGreaterThan(detector.threshold());
        assertThat(alarms).isBetween(1, 6);
    }

    @Test
    void aGapOfAnyLengthIsNotNewByItself() {
        for (long gap : List.of(10L * DAY, 300L * DAY, 30_000_000L)) {
            double[] values = series(row -> row % DAY < 100 || row % DAY > 180 ? 0 : 40, 1);
            NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), STEP);
            long moved = gap - gap % DAY;
            for (int i = 0; i < values.length; i++) {
                double score = detector.accept((i < 8 * DAY ? i : i + moved) * STEP.toMillis(), values[i]);
                if (i >= 4 * DAY) {
                    assertThat(score).as("gap %d, row %d", gap, i).isLessThan(NoveltyDetector.ALARM);
                }
            }
        }
    }

    @Test
    void refusesSettingsWithoutSense() {
        assertThatThrownBy(() -> new NoveltyDetector(NoveltyConfig.defaults(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step must be positive, was PT0S");
        assertThatThrownBy(() -> new NoveltyConfig(0, 1, 1, 1, 1, 0)).hasMessageContaining("warmUpRows");
        assertThatThrownBy(() -> new NoveltyConfig(10, 0, 1, 1, 1, 0)).hasMessageContaining("threshold");
    }

    /** From the fourth day on: before, noise too is new to a detector that saw nothing else. */
    private static List<Integer> alarms(IntToDoubleFunction course, double noise) {
        return rows(scores(series(course, noise)));
    }

    private static List<Integer> rows(double[] scores) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 4 * DAY; i < scores.length; i++) {
            if (scores[i] >= NoveltyDetector.ALARM) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static double[] scores(double[] values) {
        return scores(values, STEP);
    }

    private static double[] scores(double[] values, Duration step) {
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), step);
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scores[i] = detector.accept(i * step.toMillis(), values[i]);
        }
        return scores;
    }

    private static double[] series(IntToDoubleFunction course, double noise) {
        Random random = new Random(SEED);
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = course.applyAsDouble(i) + noise * random.nextGaussian();
        }
        return values;
    }
}
