package io.throughline.correlation.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordsTest {

    private static final int PERIOD = 40;
    private static final int NORMAL = 1200;
    private static final int ROWS = 2600;
    private static final int STRANGE = 2017;

    /** A rhythm of two tones and some noise. */
    private static double[] rhythm(long seed) {
        Random random = new Random(seed);
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double turn = 2 * Math.PI * i / PERIOD;
            values[i] = Math.sin(turn) + 0.5 * Math.sin(2 * turn + 1) + 0.05 * random.nextGaussian();
        }
        return values;
    }

    private static Discord strangestOf(double[] values) {
        return Discords.search(values, NORMAL, DiscordConfig.defaults()).orElseThrow();
    }

    private static double[] changed(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    @Nested
    class WhatIsStrange {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void isAPeriodThatRunsBackwards(long seed) {
            double[] values = rhythm(seed);
            double[] original = values.clone();
            for (int k = 0; k < PERIOD; k++) {
                values[STRANGE + k] = original[STRANGE + PERIOD - 1 - k];
            }

            Discord discord = strangestOf(values);

            assertThat(discord.row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
            assertThat(discord.extremity()).isGreaterThan(2);
        }

        @Test
        void isABeatThatDoesNotCome() {
            double[] values = rhythm(11);
            Arrays.fill(values, STRANGE, STRANGE + PERIOD, values[STRANGE]);

            assertThat(strangestOf(values).row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
        }

        @Test
        void isABeatOfAnotherSize() {
            double[] values = rhythm(12);
            for (int k = 0; k < PERIOD; k++) {
                values[STRANGE + k] *= 1.5;
            }

            assertThat(strangestOf(values).row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
        }

        @Test
        void isNoiseOnTopOfTheShape() {
            double[] values = rhythm(13);
            for (int k = 0; k < PERIOD; k++) {
                values[STRANGE + k] += k % 2 == 0 ? 0.2 : -0.2;
            }

            assertThat(strangestOf(values).row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
        }

        @Test
        void isTheFirstOfTwoEqualShapes() {
            double[] values = rhythm(14);
            for (int k = 0; k < PERIOD; k++) {
                values[STRANGE + k] = k % 8;
                values[STRANGE + 6 * PERIOD + k] = k % 8;
            }

            assertThat(strangestOf(values).row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
        }
    }

    @Nested
    class AResult {

        @Test
        void namesTheMostSimilarEarlierStretch() {
            double[] values = rhythm(21);
            Arrays.fill(values, STRANGE, STRANGE + PERIOD, 0);

            Discord discord = strangestOf(values);

            assertThat(discord.window()).isBetween(PERIOD / 2 - 1, 2 * PERIOD + 1);
            assertThat(discord.row()).isBetween(discord.from(), discord.from() + discord.window());
            assertThat(discord.neighbour()).isBetween(0, discord.from() - discord.window());
            assertThat(discord.distance()).isBetween(0.05, 2.0);
        }

        @ParameterizedTest(name = "times {0} plus {1}")
        @CsvSource({"1, 1000", "4, 0", "0.001, 0", "37, -5"})
        void isTheSameForAShiftedAndScaledSeries(double factor, double constant) {
            double[] values = rhythm(22);
            Arrays.fill(values, STRANGE, STRANGE + PERIOD, 0);
            Discord plain = strangestOf(values);

            Discord other = strangestOf(changed(values, value -> factor * value + constant));

            assertThat(other.row()).isEqualTo(plain.row());
            assertThat(other.window()).isEqualTo(plain.window());
            assertThat(other.extremity()).isCloseTo(plain.extremity(), within(1e-6));
        }
    }

    @Nested
    class WhatIsNotThere {

        @Test
        void isNotStrange() {
            double[] values = rhythm(31);
            Arrays.fill(values, 1600, 1600 + 3 * PERIOD, Double.NaN);
            Arrays.fill(values, 500, 510, Double.NaN);
            double[] original = values.clone();
            for (int k = 0; k < PERIOD; k++) {
                values[STRANGE + k] = original[STRANGE + PERIOD - 1 - k];
            }

            assertThat(strangestOf(values).row()).isBetween(STRANGE - PERIOD, STRANGE + 2 * PERIOD);
        }

        @Test
        void isNotGuessed() {
            assertThat(Discords.search(new double[50], 20, DiscordConfig.defaults()))
                    .isEmpty();
            assertThat(Discords.search(rhythm(32), ROWS, DiscordConfig.defaults()))
                    .isEmpty();
        }
    }

    @Test
    void nothingIsStrangeInAConstantSeries() {
        double[] values = new double[ROWS];
        Arrays.fill(values, 7.25);

        assertThat(strangestOf(values).extremity()).isZero();
    }

    @Test
    void aFirstChangeOfAConstantSeriesIsStrange() {
        double[] values = new double[ROWS];
        Arrays.fill(values, STRANGE, STRANGE + 10, 1e-3);

        Discord discord = strangestOf(values);

        assertThat(discord.row()).isBetween(STRANGE - 128, STRANGE + 128);
        assertThat(discord.extremity()).isBetween(1.0, 1e7);
    }

    @Test
    void refusesRowsThatAreNotThere() {
        assertThatThrownBy(() -> Discords.search(new double[10], 11, DiscordConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("normalRows must be in [1, 10], was 11");
        assertThatThrownBy(() -> new DiscordConfig(4, 1000, 2000)).isInstanceOf(IllegalArgumentException.class);
    }
}
