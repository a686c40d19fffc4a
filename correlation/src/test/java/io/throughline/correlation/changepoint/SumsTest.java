package io.throughline.correlation.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.correlation.changepoint.Sums.Curve;
import org.junit.jupiter.api.Test;

/** The best constants, lines and parabolas against what they must leave. */
class SumsTest {

    private static final long SEED = 7;

    @Test
    void leavesNothingOfAParabola() {
        double[] values = new double[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = 5000 + 3 * i - 0.02 * i * i;
        }
        Sums sums = new Sums(300);
        sums.fill(values, 0, 300);
        double[] left = new double[3];
        sums.addAbout(120, 260, 1, left);
        Curve curve = sums.curve(120, 260, 2);

        assertThat(left[2]).isCloseTo(0, within(1e-6 * left[0]));
        assertThat(left[1]).isGreaterThan(1);
        assertThat(curve.at(200)).isCloseTo(values[200], within(1e-6));
        assertThat(curve.slopeAt(200)).isCloseTo(3 - 0.04 * 200, within(1e-6));
    }

    @Test
    void leavesWhatTheResidualsOfItsCurvesAre() {
        double[] values = MadeSeries.noise(120, SEED);
        double[] holed = values.clone();
        for (int i = 1; i < holed.length; i += 4) {
            holed[i] = Double.NaN;
        }
        for (double[] series : new double[][] {values, holed}) {
            Sums sums = new Sums(120);
            sums.fill(series, 0, 120);
            for (int[] stretch : new int[][] {{0, 120}, {3, 9}, {100, 107}, {50, 53}}) {
                double[] left = new double[3];
                sums.addAbout(stretch[0], stretch[1], 1, left);
                for (int degree = 0; degree <= 2; degree++) {
                    Curve curve = sums.curve(stretch[0], stretch[1], degree);
                    double squares = 0;
                    for (int i = stretch[0]; i < stretch[1]; i++) {
                        double rest = series[i] - curve.at(i);
                        squares += Double.isNaN(rest) ? 0 : rest * rest;
                    }
                    assertThat(left[degree])
                            .as("degree %d of %d to %d", degree, stretch[0], stretch[1])
                            .isCloseTo(squares, within(1e-8));
                }
            }
        }
    }

    @Test
    void countsStretchesByTheirGreatestOverlap() {
        assertThat(Consensus.covering(new int[] {50}, new int[] {50}, 100)).isEqualTo(1);
        assertThat(Consensus.covering(new int[] {}, new int[] {50}, 100)).isEqualTo(0.5);
        assertThat(Consensus.covering(new int[] {40}, new int[] {50}, 100))
                .isCloseTo(0.4 * 0.8 + 0.6 * 50 / 60, within(1e-12));
    }
}
