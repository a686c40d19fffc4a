package io.throughline.correlation.impact;

import static io.throughline.correlation.impact.MadeSeries.DAY;
import static io.throughline.correlation.impact.MadeSeries.MINUTE;
import static io.throughline.correlation.impact.MadeSeries.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.throughline.correlation.detect.Direction;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeImpactTest {

    private static final int CHANGE = 3 * DAY + 600;

    @Test
    void findsALevelShiftWithItsOnsetAndSize() {
        Impact impact = MadeSeries.daily(1, CHANGE).plus(20, 5, 1000).assess();

        assertThat(impact.state()).isEqualTo(ImpactState.ABNORMAL);
        assertThat(impact.score()).isGreaterThan(0.7);
        assertThat(impact.direction()).isEqualTo(Direction.UP);
        assertThat(impact.effect()).isCloseTo(20, within(2.0));
        assertThat(impact.deviations()).isCloseTo(10, within(2.5));
        assertThat(impact.pValue()).isEqualTo(1.0 / (impact.support().quietMoments() + 1));
        Instant onset = Instant.ofEpochMilli(START + (CHANGE + 5) * MINUTE);
        assertThat(impact.onset()).isNotNull();
        assertThat(impact.onset().at()).isBetween(onset.minusSeconds(60), onset.plusSeconds(60));
        assertThat(onset).isBetween(impact.onset().earliest(), impact.onset().latest());
    }

    @Test
    void theCounterfactualFollowsTheRhythmOfTheDay() {
        Impact impact = MadeSeries.daily(2, CHANGE).plus(-30, 0, 1000).assess();

        Counterfactual counterfactual = impact.counterfactual();
        assertThat(counterfactual).isNotNull();
        assertThat(counterfactual.expected() - counterfactual.observed()).isCloseTo(30, within(2.0));
        assertThat(counterfactual.lower()).isLessThan(counterfactual.expected());
        assertThat(counterfactual.observed()).isLessThan(counterfactual.lower());
        assertThat(impact.direction()).isEqualTo(Direction.DOWN);
    }

    @Test
    void findsASpikeOfThreeMinutes() {
        assertThat(MadeSeries.daily(3, CHANGE).plus(25, 8, 3).assess().state()).isEqualTo(ImpactState.ABNORMAL);
    }

    @Test
    void findsALateButLargeDeparture() {
        Impact impact = MadeSeries.daily(4, CHANGE).plus(60, 50, 1000).assess();

        assertThat(impact.state()).isEqualTo(ImpactState.ABNORMAL);
        assertThat(impact.score())
                .isLessThan(
                        MadeSeries.daily(4, CHANGE).plus(60, 3, 1000).assess().score());
    }

    @Test
    void theRhythmOfTheDayIsNoDeparture() {
        for (int hour = 0; hour < 24; hour++) {
            Impact impact = MadeSeries.daily(5, 3 * DAY + 60 * hour).assess();

            assertThat(impact.state()).as("hour %d", hour).isEqualTo(ImpactState.NORMAL);
            assertThat(impact.onset()).isNull();
            assertThat(impact.direction()).isNull();
        }
    }

    @Test
    void aDepartureThatWasThereBeforeIsNotTheChanges() {
        MadeSeries made = MadeSeries.daily(6, CHANGE).plus(30, -100, 1000);

        assertThat(made.assess().state()).isEqualTo(ImpactState.NORMAL);
    }

    @Test
    void anEarlierIncidentDoesNotHideALaterOne() {
        MadeSeries made = MadeSeries.daily(7, CHANGE).plus(80, -2000, 60).plus(25, 2, 1000);

        assertThat(made.assess().state()).isEqualTo(ImpactState.ABNORMAL);
    }

    @Test
    void judgesASeriesWithoutRhythmOnItsLevelAlone() {
        Impact quiet = MadeSeries.noise(8, 900).assess();
        Impact shifted = MadeSeries.noise(8, 900).plus(8, 4, 1000).assess();

        assertThat(quiet.support().seasonal()).isFalse();
        assertThat(quiet.state()).isEqualTo(ImpactState.NORMAL);
        assertThat(shifted.state()).isEqualTo(ImpactState.ABNORMAL);
    }

    @Test
    void aConstantSeriesIsNormalUntilItMoves() {
        assertThat(MadeSeries.constant(0.1, CHANGE).assess().score()).isZero();

        Impact moved = MadeSeries.constant(0.1, CHANGE).plus(1, 3, 1000).assess();
        assertThat(moved.state()).isEqualTo(ImpactState.ABNORMAL);
        assertThat(moved.effect()).isCloseTo(1, within(1e-9));
        assertThat(moved.deviations()).isZero();
    }

    @Test
    void saysSoWhenHistoryIsTooShort() {
        Impact impact = MadeSeries.daily(9, 700).plus(50, 0, 1000).assess();

        assertThat(impact.state()).isEqualTo(ImpactState.UNKNOWN);
        assertThat(impact.score()).isZero();
        assertThat(impact.pValue()).isOne();
        assertThat(impact.counterfactual()).isNull();
        assertThat(impact.support().historySteps()).isEqualTo(700);
    }

    @Test
    void saysSoWhenNothingFollowsTheChange() {
        MadeSeries made = MadeSeries.daily(10, CHANGE);
        Arrays.fill(made.values, CHANGE, made.values.length, Double.NaN);

        assertThat(made.assess().state()).isEqualTo(ImpactState.UNKNOWN);
        assertThat(ChangeImpact.assess(new long[0], new double[0], 0, 0).state())
                .isEqualTo(ImpactState.UNKNOWN);
    }

    @Test
    void missingValuesAndMissingRowsAreTheSame() {
        MadeSeries made = MadeSeries.daily(11, CHANGE).plus(20, 5, 1000);
        int[] kept = java.util.stream.IntStream.range(0, made.values.length)
                .filter(i -> i % 7 != 3)
                .toArray();
        double[] holes = new double[made.values.length];
        Arrays.fill(holes, Double.NaN);
        for (int i : kept) {
            holes[i] = made.values[i];
        }
        long[] times = Arrays.stream(kept).mapToLong(i -> made.times[i]).toArray();
        double[] values = Arrays.stream(kept).mapToDouble(i -> made.values[i]).toArray();
        long at = made.times[CHANGE];

        Impact withHoles = made.assess(0, holes);

        assertThat(withHoles.state()).isEqualTo(ImpactState.ABNORMAL);
        assertThat(ChangeImpact.assess(times, values, at, at + MadeSeries.OBSERVED * MINUTE))
                .isEqualTo(withHoles);
    }

    @Test
    void rowsAfterTheObservationHaveNoInfluence() {
        MadeSeries made = MadeSeries.daily(12, CHANGE).plus(20, 5, 1000);
        long at = made.times[CHANGE];
        long until = made.times[CHANGE + 60];
        Impact impact = ChangeImpact.assess(made.times, made.values, at, until);

        Arrays.fill(made.values, CHANGE + 61, made.values.length, 1e9);

        assertThat(ChangeImpact.assess(made.times, made.values, at, until)).isEqualTo(impact);
    }

    @Test
    void refusesWhatCannotBeJudged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeImpact.assess(new long[2], new double[3], 0, 1))
                .withMessage("2 times for 3 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeImpact.assess(new long[] {1, 1}, new double[2], 0, 1))
                .withMessage("times must increase, but 1 follows 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeImpact.assess(new long[0], new double[0], 5, 4))
                .withMessage("observedUntil 4 is before changeAt 5");
    }
}
