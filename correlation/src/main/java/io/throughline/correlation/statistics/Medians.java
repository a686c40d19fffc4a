package io.throughline.correlation.statistics;

import java.util.Arrays;

/** Order statistics. NaN stands for a missing value and is left out. */
public final class Medians {

    /** Makes the median absolute deviation of normal values estimate their standard deviation. */
    public static final double NORMAL_CONSISTENCY = 1.4826;

    private Medians() {}

    /** Returns the median, the mean of the two middle values of an even number; NaN if there are none. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /**
     * Returns a quantile by linear interpolation between order statistics (Hyndman and Fan's type 7); NaN if there are
     * no values.
     *
     * @param share in {@code [0, 1]}
     */
    public static double quantile(double[] values, double share) {
        double[] present = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[n++] = value;
            }
        }
        return Selection.quantile(present, n, share);
    }

    /** Returns the median distance from {@code center}, scaled to a standard deviation; NaN if there are no values. */
    public static double deviation(double[] values, double center) {
        double[] distances = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value - center)) {
                distances[n++] = Math.abs(value - center);
            }
        }
        return NORMAL_CONSISTENCY * Selection.quantile(distances, n, 0.5);
    }

    /** Returns the mean of the values up to the given quantile, so that a few high ones do not count; NaN if none. */
    public static double lowerMean(double[] values, double share) {
        double[] sorted = sortedWithoutMissing(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int kept = Math.max(1, (int) Math.floor(sorted.length * share));
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += sorted[i];
        }
        return sum / kept;
    }

    private static double[] sortedWithoutMissing(double[] values) {
        double[] sorted = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sorted[n++] = value;
            }
        }
        sorted = Arrays.copyOf(sorted, n);
        Arrays.sort(sorted);
        return sorted;
    }
}
