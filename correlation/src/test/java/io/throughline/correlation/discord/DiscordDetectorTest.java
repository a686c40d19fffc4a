package io.throughline.correlation.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordDetectorTest {

    private static final int PERIOD = 50;
    private static final int NORMAL = 1000;

    private static double[] pulses(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            int phase = i % PERIOD;
            values[i] = (phase < 8 ? phase : phase < 16 ? 16 - phase : 0) + 0.1 * random.nextGaussian();
        }
        return values;
    }

    private static double[] scores(double[] values, DiscordConfig config) {
        DiscordDetector detector = new DiscordDetector(Arrays.copyOf(values, NORMAL), config);
        double[] scores = new double[values.length];
        for (int i = NORMAL; i < values.length; i++) {
            scores[i - detector.lookAhead()] = detector.accept(values[i]);
        }
        return scores;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void saysOfARowWhatItWillAlwaysSay(long seed) {
        double[] values = pulses(3000, seed);
        int lookAhead = new DiscordDetector(Arrays.copyOf(values, NORMAL), DiscordConfig.defaults()).lookAhead();
        int changedFrom = 2000;
        double[] other = values.clone();
        for (int i = changedFrom; i < other.length; i++) {
            other[i] = -3 * other[i] + i % 7;
        }

        double[] before = scores(values, DiscordConfig.defaults());
        double[] after = scores(other, DiscordConfig.defaults());

        assertThat(lookAhead).isBetween(PERIOD, 2 * PERIOD + 2);
        assertThat(Arrays.copyOf(after, changedFrom - lookAhead))
                .containsExactly(Arrays.copyOf(before, changedFrom - lookAhead));
        assertThat(after[changedFrom + 10]).isGreaterThan(before[changedFrom + 10] + 1);
    }

    @Test
    void givesTheSameScoresForASeriesFourTimesAsLarge() {
        double[] values = pulses(2500, 4);
        double[] large = Arrays.stream(values).map(value -> 4 * value).toArray();

        assertThat(scores(large, DiscordConfig.defaults())).containsExactly(scores(values, DiscordConfig.defaults()));
    }

    @Test
    void remembersNoMoreThanItsHistory() {
        double[] values = pulses(7000, 5);
        for (int k = 0; k < PERIOD; k++) {
            values[2000 + k] = 8 * (k / 10 % 2);
            values[5750 + k] = 8 * (k / 10 % 2);
        }

        double[] remembered = scores(values, DiscordConfig.defaults());
        double[] forgotten = scores(values, new DiscordConfig(32, 1000, 2048));

        assertThat(remembered[2025]).isGreaterThan(10);
        assertThat(remembered[5775]).isLessThan(5);
        assertThat(forgotten[2025]).isGreaterThan(10);
        assertThat(forgotten[5775]).isGreaterThan(10);
    }

    @Test
    void staysQuietWhereItKnowsTooLittle() {
        DiscordDetector detector = new DiscordDetector(new double[] {1, 2, 3}, DiscordConfig.defaults());

        assertThat(detector.ready()).isFalse();
        assertThat(detector.lookAhead()).isZero();
        assertThat(detector.accept(1000)).isZero();
        assertThat(detector.strangest()).isEmpty();
    }

    @Test
    void findsThePeriodBehindRareLargeShapes() {
        Random random = new Random(6);
        double[] values = pulses(4000, 6);
        for (int large = 300; large < values.length; large += 700 + random.nextInt(200)) {
            for (int k = 0; k < 60; k++) {
                values[large + k] += 80;
            }
        }

        assertThat(Period.of(values, 1000)).isEqualTo(PERIOD);
    }
}
