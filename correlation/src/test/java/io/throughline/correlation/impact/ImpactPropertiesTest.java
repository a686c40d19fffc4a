package io.throughline.correlation.impact;

import static io.throughline.correlation.impact.MadeSeries.DAY;
import static io.throughline.correlation.impact.MadeSeries.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactPropertiesTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void unitAndOriginDoNotMatter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MadeSeries made = MadeSeries.daily(seed, 2 * DAY + random.nextInt(DAY)).plus(random.nextDouble() * 12, 4, 60);
        double[] changed =
                Arrays.stream(made.values).map(value -> 1024 * value + 4096).toArray();

        Impact impact = made.assess();
        Impact other = made.assess(0, changed);

        assertThat(other.state()).isEqualTo(impact.state());
        assertThat(other.score()).isCloseTo(impact.score(), within(1e-9));
        assertThat(other.pValue()).isEqualTo(impact.pValue());
        assertThat(other.onset()).isEqualTo(impact.onset());
        assertThat(other.effect()).isCloseTo(1024 * impact.effect(), within(1e-6));
        assertThat(other.deviations()).isCloseTo(impact.deviations(), within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void timeAndSignDoNotMatter(long seed) {
        MadeSeries made = MadeSeries.daily(seed, 3 * DAY + 77).plus(7, 6, 30);
        double[] mirrored = Arrays.stream(made.values).map(value -> -value).toArray();

        double score = made.assess().score();

        assertThat(made.assess(MINUTE * 1_000_003, made.values).score()).isEqualTo(score);
        assertThat(made.assess(0, mirrored).score()).isCloseTo(score, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void aPlantedShiftIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int after = random.nextInt(15);
        int minutes = 2 + random.nextInt(100);
        double amount = (random.nextBoolean() ? 1 : -1) * (24 + 20 * random.nextDouble());
        int change = 2 * DAY + random.nextInt(2 * DAY);

        Impact impact =
                MadeSeries.daily(seed, change).plus(amount, after, minutes).assess();

        assertThat(impact.state())
                .as("%.1f from minute %d for %d", amount, after, minutes)
                .isEqualTo(ImpactState.ABNORMAL);
        assertThat(Math.signum(impact.effect())).isEqualTo(Math.signum(amount));
    }

    @Test
    void exchangeableNoiseIsJudgedAsOftenAsThePValueSays() {
        int below = 0;
        int abnormal = 0;
        int rounds = 150;
        for (int seed = 0; seed < rounds; seed++) {
            Impact impact = MadeSeries.noise(1000 + seed, 2 * DAY).assess();
            below += impact.pValue() <= 0.1 ? 1 : 0;
            abnormal += impact.state() == ImpactState.ABNORMAL ? 1 : 0;
        }

        // three standard deviations of a binomial count with share 0.1
        assertThat(below).isBetween(15 - 12, 15 + 12);
        assertThat(abnormal).isLessThanOrEqualTo(1);
    }

    @Test
    void theLargerTheShiftTheHigherTheScore() {
        double last = -1;
        for (double amount = 4; amount < 60; amount *= 1.5) {
            double score =
                    MadeSeries.daily(5, 3 * DAY).plus(amount, 5, 60).assess().score();
            assertThat(score).isGreaterThanOrEqualTo(last);
            last = score;
        }
    }
}
