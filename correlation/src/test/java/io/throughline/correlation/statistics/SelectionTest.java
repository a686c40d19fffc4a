package io.throughline.correlation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static void assertAsSorted(String name, int n, IntToDoubleFunction value) {
        double[] values = IntStream.range(0, n).mapToDouble(value).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double share : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            double at = share * (n - 1);
            int below = (int) at;
            int above = Math.min(n - 1, below + 1);
            double expected = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
            double[] reordered = values.clone();
            assertThat(Selection.quantile(reordered, n, share))
                    .as(name + " " + n + " " + share)
                    .isEqualTo(expected);
            Arrays.sort(reordered);
            assertThat(reordered).isEqualTo(sorted);
        }
    }

    @Test
    void quantilesAreThoseOfSortedValues() {
        SplittableRandom random = new SplittableRandom(42);
        for (int n : new int[] {1, 2, 3, 10, 24, 25, 26, 60, 599, 700, 5000, 40_000}) {
            assertAsSorted("random", n, i -> random.nextDouble());
            assertAsSorted("few values", n, i -> random.nextInt(4));
            assertAsSorted("constant", n, i -> 3);
            assertAsSorted("ascending", n, i -> i);
            assertAsSorted("descending", n, i -> -i);
            assertAsSorted("organ pipe", n, i -> Math.min(i, n - i));
            assertAsSorted("saw", n, i -> i % 17);
        }
    }

    @Test
    void onlyTheFirstCount() {
        assertThat(Selection.quantile(new double[] {5, 1, 3, -9, Double.NaN}, 3, 0.5))
                .isEqualTo(3);
        assertThat(Selection.quantile(new double[] {5}, 0, 0.5)).isNaN();
    }
}
