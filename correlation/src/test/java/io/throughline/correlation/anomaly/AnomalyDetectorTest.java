package io.throughline.correlation.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int DAY = 1440;
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

    @Test
    void aSpikeRaisesAnAlarmAtItsRow() {
        double[] values = noise(1, 2000);
        values[1500] += 30;

        assertThat(alarms(values)).containsExactly(1500);
    }

    @Test
    void aDipRaisesAnAlarmAtItsRow() {
        double[] values = noise(2, 2000);
        values[1500] -= 30;

        assertThat(alarms(values)).containsExactly(1500);
    }

    @Test
    void anAnomalyOfManyRowsRaisesOneAlarmAndItsEndNone() {
        double[] values = noise(3, 2000);
        add(values, 1500, 1540, 30);

        assertThat(alarms(values)).containsExactly(1500);
    }

    @Test
    void theStateTellsHowLongAnAnomalyLasts() {
        double[] values = noise(4, 2000);
        add(values, 1500, 1540, 30);
        AnomalyDetector detector = detector();

        List<Integer> inAlarm = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            detector.accept(time(i), values[i]);
            if (detector.state() == AnomalyState.ALARM) {
                inAlarm.add(i);
            }
        }

        assertThat(inAlarm).hasSize(40).startsWith(1500).endsWith(1539);
    }

    @Test
    void aLastingShiftRaisesOneAlarmAndBecomesNormal() {
        double[] values = noise(5, 3000);
        add(values, 1500, 3000, 30);
        values[2500] += 30;

        assertThat(alarms(values)).containsExactly(1500, 2500);
    }

    @Test
    void anIncidentDoesNotTeachItselfIn() {
        double[] values = noise(6, 6000);
        for (int at = 2000; at < 5900; at += 130) {
            add(values, at, at + 20, 30);
        }

        assertThat(alarms(values)).hasSize(30);
    }

    @Test
    void nothingIsAnAlarmWhileLearning() {
        double[] values = noise(7, 60);
        values[40] = 1e6;
        AnomalyDetector detector = detector();

        for (int i = 0; i < values.length; i++) {
            assertThat(detector.accept(time(i), values[i])).isLessThan(AnomalyDetector.ALARM);
            assertThat(detector.state()).isEqualTo(AnomalyState.LEARNING);
        }
        detector.accept(time(60), 0);
        assertThat(detector.state()).isEqualTo(AnomalyState.NORMAL);
    }

    @Test
    void noiseOfAnyTailIsQuiet() {
        for (long seed = 100; seed < 110; seed++) {
            Random random = new Random(seed);
            double[] normal = series(20_000, i -> random.nextGaussian());
            double[] exponential = series(20_000, i -> -StrictMath.log(1 - random.nextDouble()));
            double[] heavy = series(20_000, i -> random.nextGaussian() / Math.sqrt(gamma(random) / 2));

            assertThat(alarms(normal)).as("normal, seed %d", seed).isEmpty();
            assertThat(alarms(exponential)).as("exponential, seed %d", seed).hasSizeLessThan(3);
            assertThat(alarms(heavy))
                    .as("Student's t, 4 degrees, seed %d", seed)
                    .hasSizeLessThan(10);
        }
    }

    /** Chi-square with four degrees of freedom, halved. */
    private static double gamma(Random random) {
        return -StrictMath.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
    }

    @Test
    void aDailyCurveIsQuietAndADipOfAFractionOfItIsSeen() {
        Random random = new Random(8);
        double[] values =
                series(7 * DAY, i -> 1000 * StrictMath.sin(2 * Math.PI * i / DAY) + 5 * random.nextGaussian());
        values[5 * DAY + 300] -= 150;

        assertThat(alarms(values)).containsExactly(5 * DAY + 300);
    }

    @Test
    void whatComesEveryDayIsLearned() {
        double[] values = noise(9, 14 * DAY);
        for (int day = 0; day < 14; day++) {
            add(values, day * DAY + 700, day * DAY + 705, 40);
        }
        values[12 * DAY + 200] += 40;

        List<Integer> alarms = alarms(values);

        assertThat(alarms).hasSizeLessThan(8).contains(12 * DAY + 200);
        assertThat(alarms).filteredOn(row -> row > 6 * DAY).containsExactly(12 * DAY + 200);
    }

    @Test
    void aConstantSeriesIsQuietAndItsFirstDepartureIsNot() {
        double[] values = series(1000, i -> 7);
        values[800] = 7.5;

        assertThat(alarms(values)).containsExactly(800);
    }

    @Test
    void aSeriesOfFewLevelsDoesNotAlarmAtEachStep() {
        double[] values = series(5000, i -> i % 400 == 399 ? 13 : 12);
        for (int i = 0; i < 30; i++) {
            values[i] = 12 + i % 2;
        }

        assertThat(alarms(values)).isEmpty();
    }

    @Test
    void aMissingValueIsNoAlarmAndChangesNothing() {
        double[] values = noise(10, 2000);
        values[1500] += 30;
        double[] holes = values.clone();
        AnomalyDetector detector = detector();
        for (int i = 0; i < holes.length; i++) {
            if (i % 7 == 3) {
                holes[i] = Double.NaN;
                AnomalyState before = detector.state();
                assertThat(detector.accept(time(i), holes[i])).isZero();
                assertThat(detector.state()).isEqualTo(before);
            } else {
                detector.accept(time(i), holes[i]);
            }
        }

        assertThat(alarms(holes)).containsExactly(1500);
    }

    @Test
    void aLateRowIsIgnored() {
        AnomalyDetector detector = detector();
        double[] values = noise(11, 500);
        for (int i = 0; i < values.length; i++) {
            detector.accept(time(i), values[i]);
        }

        assertThat(detector.accept(time(499), 1e9)).isZero();
        assertThat(detector.accept(time(100), 1e9)).isZero();
        assertThat(detector.accept(time(500), 1e9)).isGreaterThan(AnomalyDetector.ALARM);
    }

    @Test
    void afterALongSilenceTheSeriesMayBeAnywhere() {
        double[] values = noise(12, 3000);
        add(values, 1500, 3000, 500);
        AnomalyDetector detector = detector();
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if ((i < 1400 || i >= 1500) && detector.accept(time(i), values[i]) >= AnomalyDetector.ALARM) {
                alarms.add(i);
            }
        }

        assertThat(alarms).isEmpty();
    }

    @Test
    void shiftScaleAndWholeStepsOfTimeChangeNoAlarm() {
        for (long seed = 200; seed < 205; seed++) {
            double[] values = troubled(seed);
            List<Integer> alarms = alarms(values);

            assertThat(alarms).as("seed %d", seed).isNotEmpty();
            assertThat(alarms(series(values.length, i -> values[i] + 4096)))
                    .as("shifted, seed %d", seed)
                    .isEqualTo(alarms);
            assertThat(alarms(series(values.length, i -> values[i] * 37.5)))
                    .as("scaled, seed %d", seed)
                    .isEqualTo(alarms);
            AnomalyDetector later = detector();
            List<Integer> moved = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (later.accept(time(i + 777), values[i]) >= AnomalyDetector.ALARM) {
                    moved.add(i);
                }
            }
            assertThat(moved).as("later, seed %d", seed).isEqualTo(alarms);
        }
    }

    @Test
    void allAtOnceAndRowByRowGiveTheSameScores() {
        double[] values = troubled(300);
        AnomalyDetector detector = detector();

        double[] scores = AnomalyDetector.scores(AnomalyConfig.defaults(), MINUTE, times(values.length), values);

        for (int i = 0; i < values.length; i++) {
            assertThat(scores[i]).isEqualTo(detector.accept(time(i), values[i])).isBetween(0.0, 1.0);
        }
    }

    @Test
    void anAlarmCanBeChecked() {
        double[] values = noise(13, 2000);
        values[1999] -= 40;
        AnomalyDetector detector = detector();
        assertThat(detector.expected()).isNaN();
        for (int i = 0; i < values.length; i++) {
            detector.accept(time(i), values[i]);
        }

        assertThat(detector.expected()).isBetween(-1.0, 1.0);
        assertThat(detector.scale()).isBetween(0.8, 1.3);
        assertThat(detector.deviation()).isBetween(-50.0, -30.0);
    }

    @Test
    void aLowerLimitFindsMore() {
        double[] values = noise(14, 2000);
        values[1500] += 5.5;
        AnomalyConfig lower = new AnomalyConfig(60, 4, Duration.ofDays(1));

        double[] scores = AnomalyDetector.scores(lower, MINUTE, times(values.length), values);

        assertThat(alarms(values)).isEmpty();
        assertThat(scores[1500]).isGreaterThanOrEqualTo(AnomalyDetector.ALARM);
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> new AnomalyConfig(47, 9, Duration.ofDays(1))).hasMessageContaining("warmUpRows");
        assertThatThrownBy(() -> new AnomalyConfig(60, 0, Duration.ofDays(1))).hasMessageContaining("minDeviations");
        assertThatThrownBy(() -> new AnomalyConfig(60, 9, Duration.ZERO)).hasMessageContaining("period");
        assertThatThrownBy(() -> new AnomalyDetector(AnomalyConfig.defaults(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
        assertThatThrownBy(() -> detector().accept(START, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> AnomalyDetector.scores(AnomalyConfig.defaults(), MINUTE, new long[1], new double[2]))
                .hasMessageContaining("as many times as values");
    }

    private static AnomalyDetector detector() {
        return new AnomalyDetector(AnomalyConfig.defaults(), MINUTE);
    }

    private static List<Integer> alarms(double[] values) {
        double[] scores = AnomalyDetector.scores(AnomalyConfig.defaults(), MINUTE, times(values.length), values);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= AnomalyDetector.ALARM) {
                rows.add(i);
            }
        }
        return rows;
    }

    /** Steps of 1/64, exact under the shifts above, with a daily curve, spikes and outages. */
    private static double[] troubled(long seed) {
        Random random = new Random(seed);
        double[] values = series(5 * DAY, i -> 20 * StrictMath.sin(2 * Math.PI * i / DAY) + random.nextGaussian());
        for (int k = 0; k < 12; k++) {
            int at = 500 + random.nextInt(4 * DAY);
            add(values, at, at + 1 + random.nextInt(30), 60 * random.nextGaussian());
        }
        return series(values.length, i -> Math.rint(values[i] * 64) / 64);
    }

    private static double[] noise(long seed, int rows) {
        Random random = new Random(seed);
        return series(rows, i -> random.nextGaussian());
    }

    private static double[] series(int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }

    private static void add(double[] values, int from, int to, double amount) {
        for (int i = from; i < to; i++) {
            values[i] += amount;
        }
    }

    private static long time(int row) {
        return START + row * MINUTE.toMillis();
    }

    private static long[] times(int rows) {
        long[] times = new long[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = time(i);
        }
        return times;
    }
}
