package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialHistogramTest {

    private static final double BASE = Math.pow(2, 1.0 / 16);
    /** The bound the class promises: (base - 1) / (base + 1), and room for rounding. */
    private static final double BOUND = (BASE - 1) / (BASE + 1) * (1 + 1e-9);

    static Stream<Arguments> distributions() {
        Random random = new Random(42);
        return Stream.of(
                of("log-normal latency", () -> 0.05 * Math.exp(random.nextGaussian())),
                of("heavy tail", () -> 0.01 / Math.pow(1 - random.nextDouble(), 2)),
                of("uniform", random::nextDouble),
                of("two modes", () -> random.nextBoolean() ? 0.002 : 4 + random.nextDouble()),
                of("constant", () -> 0.125),
                of("all magnitudes", () -> Math.pow(10, 600 * random.nextDouble() - 300)));
    }

    private static Arguments of(String name, DoubleSupplier values) {
        return Arguments.of(Named.of(name + ", seed 42", values));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void knowsEveryQuantileWithinItsBound(DoubleSupplier distribution) {
        double[] values = java.util.stream.DoubleStream.generate(distribution)
                .limit(4_321)
                .toArray();

        ExponentialHistogram histogram = histogram(values);

        Arrays.sort(values);
        for (double share : new double[] {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}) {
            double exact = values[Math.max(1, (int) Math.ceil(share * values.length)) - 1];
            assertThat(histogram.quantile(share) / exact).as("share %s", share).isCloseTo(1, within(BOUND));
        }
        assertThat(BOUND).isLessThan(0.022);
    }

    @Test
    void putsEveryValueIntoTheBucketWhoseBoundsHoldIt() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(2046) - 1022);
            int bucket = ExponentialHistogram.bucketOf(value);

            assertThat(value).as("seed 11, value %s", i).isLessThanOrEqualTo(ExponentialHistogram.upperBoundOf(bucket));
            if (bucket > ExponentialHistogram.bucketOf(Double.MIN_NORMAL)) {
                assertThat(value).isGreaterThan(ExponentialHistogram.upperBoundOf(bucket - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-16_000, -17, -16, -1, 0, 1, 15, 16, 31, 16_000})
    void closesABucketAtItsUpperBound(int bucket) {
        double bound = ExponentialHistogram.upperBoundOf(bucket);

        assertThat(ExponentialHistogram.bucketOf(bound)).isEqualTo(bucket);
        assertThat(ExponentialHistogram.bucketOf(Math.nextUp(bound))).isEqualTo(bucket + 1);
    }

    @Test
    void mergesIntoTheHistogramOfTheUnion() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            double[] left = random.doubles(random.nextInt(30), 0, 1)
                    .map(v -> v < 0.1 ? 0 : Math.exp(9 * v))
                    .toArray();
            double[] right = random.doubles(random.nextInt(30), 0, 1)
                    .map(v -> Math.exp(-9 * v))
                    .toArray();
            ExponentialHistogram union =
                    histogram(java.util.stream.DoubleStream.concat(Arrays.stream(left), Arrays.stream(right))
                            .toArray());

            ExponentialHistogram merged = histogram(left).merge(histogram(right));
            ExponentialHistogram swapped = histogram(right).merge(histogram(left));

            assertThat(merged).as("seed 3, round %d", round).isEqualTo(swapped);
            assertThat(merged.bucketCounts()).isEqualTo(union.bucketCounts());
            assertThat(merged.firstBucket()).isEqualTo(union.firstBucket());
            assertThat(merged.count()).isEqualTo(union.count());
            assertThat(merged.zeroCount()).isEqualTo(union.zeroCount());
            assertThat(merged.min()).isEqualTo(union.min());
            assertThat(merged.max()).isEqualTo(union.max());
            // Only the order of additions differs.
            assertThat(merged.sum()).isCloseTo(union.sum(), within(1e-12 * union.sum()));
        }
    }

    @Test
    void leavesAHistogramAsItIsWhenNothingIsMerged() {
        ExponentialHistogram histogram = histogram(0.1, 2);

        assertThat(histogram.merge(ExponentialHistogram.empty())).isEqualTo(histogram);
        assertThat(ExponentialHistogram.empty().merge(ExponentialHistogram.empty()))
                .isEqualTo(ExponentialHistogram.empty());
    }

    @Test
    void countsAWeightedValueAsOftenAsItStandsFor() {
        ExponentialHistogram weighted =
                ExponentialHistogram.builder().record(0.5, 3).record(0, 2).build();

        assertThat(weighted).isEqualTo(histogram(0.5, 0.5, 0.5, 0, 0));
        assertThat(weighted.count()).isEqualTo(5);
        assertThat(weighted.zeroCount()).isEqualTo(2);
        assertThat(weighted.mean()).isCloseTo(0.3, within(1e-15));
        assertThat(weighted.quantile(0.4)).isZero();
        assertThat(weighted.quantile(0.41)).isCloseTo(0.5, within(0.5 * BOUND));
    }

    @Test
    void countsWhatLiesAboveAThreshold() {
        ExponentialHistogram histogram = histogram(0, 0.1, 0.2, 1, 3);

        assertThat(histogram.countAbove(0)).isEqualTo(4);
        assertThat(histogram.countAbove(0.5)).isEqualTo(2);
        assertThat(histogram.countAbove(1)).isEqualTo(1);
        assertThat(histogram.countAbove(100)).isZero();
        assertThat(histogram.countAbove(1e-9)).isEqualTo(4);
    }

    @Test
    void saysNothingOfNoValues() {
        ExponentialHistogram empty = ExponentialHistogram.empty();

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.mean()).isNaN();
        assertThat(empty.min()).isNaN();
        assertThat(empty.quantile(0.5)).isNaN();
        assertThat(empty.countAbove(0)).isZero();
    }

    @Test
    void refusesWhatCannotBeCounted() {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();

        for (double value : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.record(value, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.record(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bucket(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bucket(Integer.MAX_VALUE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bucket(Integer.MIN_VALUE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.totals(1, 2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExponentialHistogram.empty().quantile(1.5));
        assertThatIllegalStateException()
                .isThrownBy(() -> ExponentialHistogram.builder().bucket(0, 1).build());
        assertThat(builder.build()).isEqualTo(ExponentialHistogram.empty());
    }

    private static ExponentialHistogram histogram(double... values) {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (double value : values) {
            builder.record(value, 1);
        }
        return builder.build();
    }
}
