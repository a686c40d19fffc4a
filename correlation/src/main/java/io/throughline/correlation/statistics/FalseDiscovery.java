package io.throughline.correlation.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Correction for the number of things tested: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R.
 * Statist. Soc. B 57 (1995).
 */
public final class FalseDiscovery {

    private FalseDiscovery() {}

    /**
     * Returns the q-value of each p-value.
     *
     * @param pValues p-values of those tests that are of interest, in {@code (0, 1]}
     * @param tested number of all tests, at least as many; those not given are taken to have p = 1
     */
    public static double[] qValues(double[] pValues, int tested) {
        if (tested < pValues.length) {
            throw new IllegalArgumentException(
                    "tested must be at least " + pValues.length + ", the number of p-values, was " + tested);
        }
        Integer[] order = new Integer[pValues.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        double[] q = new double[pValues.length];
        double least = 1;
        for (int rank = order.length; rank >= 1; rank--) {
            int index = order[rank - 1];
            least = Math.min(least, pValues[index] * tested / rank);
            q[index] = least;
        }
        return q;
    }
}
