package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.store.WindowQuery.RolledUp;
import io.throughline.core.telemetry.SeriesKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolledPointsTest {

    private static final int CASES = Boolean.getBoolean("throughline.thorough") ? 100_000 : 3_000;
    private static final long HOUR = 3_600_000;

    /** Two steps: 4, 1, 7 in the first hour, 5 in the third. */
    private static RolledPoints twoSteps() {
        return NumberPoints.of(
                        new long[] {0, 60_000, HOUR - 1, 2 * HOUR + 60_000},
                        new double[] {4, 1, 7, 5},
                        new long[] {3, 9, 4, 2})
                .rollUp(HOUR);
    }

    @Test
    void aStepTellsHowManyThereWereTheirSumExtremesAndTheLast() {
        RolledPoints steps = twoSteps();

        assertThat(steps.size()).isEqualTo(2);
        assertThat(steps.timeAt(0)).isZero();
        assertThat(steps.countAt(0)).isEqualTo(3);
        assertThat(steps.sumAt(0)).isEqualTo(12);
        assertThat(steps.minAt(0)).isEqualTo(1);
        assertThat(steps.maxAt(0)).isEqualTo(7);
        assertThat(steps.lastAt(0)).isEqualTo(7);
        assertThat(steps.knownFromAt(0)).isEqualTo(9);
        assertThat(steps.timeAt(1)).isEqualTo(2 * HOUR);
        assertThat(steps.countAt(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DELTA, USUAL, 12",
        "GAUGE, USUAL, 4",
        "MAXIMUM, USUAL, 7",
        "RATIO, USUAL, 7",
        "VENDOR_QUANTILE, USUAL, 7",
        "DELTA, MIN, 1",
        "GAUGE, MIN, 1",
        "DELTA, MEAN, 4",
        "GAUGE, MAX, 7",
        "GAUGE, LAST, 7"
    })
    void theValueOfAStepIsWhatTheKindAllowsOrWhatIsAskedFor(SeriesKind kind, RolledUp which, double value) {
        NumberPoints values = twoSteps().values(kind, which);

        assertThat(values)
                .isEqualTo(NumberPoints.of(new long[] {0, 2 * HOUR}, new double[] {value, 5}, new long[] {9, 2}));
    }

    @Test
    void histogramsHaveNoUsualNumber() {
        assertThatThrownBy(() -> twoSteps().values(SeriesKind.HISTOGRAM, RolledUp.USUAL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSumThatNoDoubleHoldsStaysFinite() {
        RolledPoints steps = NumberPoints.of(
                        new long[] {0, 1}, new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, new long[] {1, 1})
                .rollUp(HOUR);

        assertThat(steps.sumAt(0)).isEqualTo(Double.MAX_VALUE);
        assertThat(RolledPoints.decode(steps.encode())).isEqualTo(steps);
    }

    @Test
    void whateverTheyAreTheyComeBackAsTheyWere() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            RolledPoints steps = small(random).rollUp(HOUR);

            assertThat(RolledPoints.decode(steps.encode())).as("seed " + seed).isEqualTo(steps);
        }
    }

    @Test
    void inPartsOfWholeStepsTheyAreAsAtOnce() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            NumberPoints points = small(random);
            List<RolledPoints> parts = new ArrayList<>();
            for (NumberPoints part : points.byCell(12 * HOUR).values()) {
                parts.add(part.rollUp(HOUR));
            }

            assertThat(RolledPoints.join(parts)).as("seed " + seed).isEqualTo(points.rollUp(HOUR));
        }
    }

    @Test
    void inPartsOfStepsTheyAreAsAtOnceButForTheRoundingOfASum() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomPoints random = new RandomPoints(seed);
            NumberPoints points = small(random);
            List<RolledPoints> parts = new ArrayList<>();
            for (NumberPoints part : random.pieces(points, true)) {
                parts.add(part.rollUp(HOUR));
            }

            RolledPoints merged = RolledPoints.merge(parts);

            RolledPoints atOnce = points.rollUp(HOUR);
            String as = "seed " + seed;
            assertThat(merged.size()).as(as).isEqualTo(atOnce.size());
            for (int i = 0; i < merged.size(); i++) {
                assertThat(merged.timeAt(i)).as(as).isEqualTo(atOnce.timeAt(i));
                assertThat(merged.knownFromAt(i)).as(as).isEqualTo(atOnce.knownFromAt(i));
                assertThat(merged.countAt(i)).as(as).isEqualTo(atOnce.countAt(i));
                assertThat(merged.minAt(i)).as(as).isEqualTo(atOnce.minAt(i));
                assertThat(merged.maxAt(i)).as(as).isEqualTo(atOnce.maxAt(i));
                assertThat(merged.lastAt(i)).as(as).isEqualTo(atOnce.lastAt(i));
                double largest = Math.max(Math.abs(atOnce.minAt(i)), Math.abs(atOnce.maxAt(i)));
                // Each of the partial sums is rounded once, to within 2^-53 of at most all points' magnitude.
                double rounding = Math.scalb(largest, -51) * atOnce.countAt(i);
                assertThat(merged.sumAt(i)).as(as).isCloseTo(atOnce.sumAt(i), within(rounding));
            }
        }
    }

    /** Points whose sums no double overflows. */
    private static NumberPoints small(RandomPoints random) {
        NumberPoints any = random.numbers(1 + random.below(200));
        long[] times = any.times.clone();
        double[] values = new double[times.length];
        long[] known = any.knownFrom.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(any.valueAt(i)) < 1e300 ? any.valueAt(i) : 1;
        }
        return NumberPoints.of(times, values, known);
    }
}
