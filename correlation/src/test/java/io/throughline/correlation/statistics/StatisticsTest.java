package io.throughline.correlation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @Nested
    class NormalTail {

        /** Values of erfc(z / sqrt(2)) / 2 as glibc 2.36 gives them. */
        @ParameterizedTest(name = "above {0} lies {1}")
        @CsvSource({
            "0, 0.5",
            "1, 0.1586552539314571",
            "1.959963984540054, 0.025",
            "2.999, 0.0013543365337271296",
            "3, 0.001349898031630095",
            "6, 9.865876450376981e-10",
            "10, 7.619853024160525e-24",
            "-1, 0.8413447460685429"
        })
        void isRight(double z, double tail) {
            assertThat(Normal.upperTail(z)).isCloseTo(tail, within(tail * 1e-8));
        }

        @Test
        void isNeverZero() {
            assertThat(Normal.upperTail(1000)).isPositive();
        }
    }

    @Nested
    class Discovery {

        @Test
        void correctsAsBenjaminiAndHochbergDo() {
            // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH")
            double[] q = FalseDiscovery.qValues(new double[] {0.01, 0.04, 0.03, 0.005}, 4);

            assertThat(q).containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
        }

        @Test
        void countsTestsThatFoundNothing() {
            double[] q = FalseDiscovery.qValues(new double[] {0.01}, 50);

            assertThat(q).containsExactly(new double[] {0.5}, within(1e-12));
        }
    }

    @Nested
    class Order {

        @Test
        void leavesMissingValuesOut() {
            assertThat(Medians.median(new double[] {3, Double.NaN, 1, 2})).isEqualTo(2);
            assertThat(Medians.median(new double[] {Double.NaN})).isNaN();
            assertThat(Medians.quantile(new double[] {1, 2, 3, 4}, 0.25)).isCloseTo(1.75, within(1e-12));
        }

        @Test
        void deviationOfNormalValuesIsTheirStandardDeviation() {
            Random random = new Random(1);
            double[] values = new double[20_001];
            for (int i = 0; i < values.length; i++) {
                values[i] = 5 + 2 * random.nextGaussian();
            }

            assertThat(Medians.deviation(values, 5)).isCloseTo(2, within(0.06));
        }
    }

    @Nested
    class Crossing {

        @Test
        void agreesWithTheDefinitionAtEveryShift() {
            Random random = new Random(2);
            double[] x = new double[37];
            double[] y = new double[37];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
                y[i] = random.nextGaussian();
            }
            CrossCorrelation transform = new CrossCorrelation(x.length);

            double[] fast = transform.correlate(transform.spectrum(x), transform.spectrum(y));

            for (int s = 0; s < x.length; s++) {
                assertThat(fast[s]).isCloseTo(slow(x, y, s), within(1e-12));
            }
        }

        @Test
        void findsByHowMuchTheSecondFollows() {
            double[] x = new double[100];
            double[] y = new double[100];
            x[40] = 1;
            y[47] = 1;
            CrossCorrelation transform = new CrossCorrelation(100);

            double[] all = transform.correlate(transform.spectrum(x), transform.spectrum(y));

            assertThat(all[7]).isCloseTo(1, within(1e-9));
        }

        @Test
        void aConstantColumnAgreesWithNothing() {
            CrossCorrelation transform = new CrossCorrelation(8);
            double[] flat = new double[8];

            assertThat(transform.correlate(transform.spectrum(flat), transform.spectrum(flat)))
                    .containsOnly(0);
        }

        private double slow(double[] x, double[] y, int shift) {
            double meanX = java.util.Arrays.stream(x).average().orElseThrow();
            double meanY = java.util.Arrays.stream(y).average().orElseThrow();
            double products = 0;
            double xx = 0;
            double yy = 0;
            for (int i = 0; i < x.length; i++) {
                double a = x[i] - meanX;
                double b = y[(i + shift) % y.length] - meanY;
                products += a * b;
                xx += a * a;
                yy += b * b;
            }
            return products / Math.sqrt(xx * yy);
        }
    }

    @Test
    void neighboursOfANoiseTellNothingAndThoseOfASlowCurveMuch() {
        Random random = new Random(3);
        double[] noise = new double[5000];
        double[] slow = new double[5000];
        for (int i = 1; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
            slow[i] = 0.8 * slow[i - 1] + 0.6 * random.nextGaussian();
        }

        assertThat(Autocorrelation.ofNeighbours(noise, 0, noise.length, 3)).isCloseTo(0, within(0.05));
        assertThat(Autocorrelation.ofNeighbours(slow, 0, slow.length, 3)).isCloseTo(0.8, within(0.05));
    }
}
