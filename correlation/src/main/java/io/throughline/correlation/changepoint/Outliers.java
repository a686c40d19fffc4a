package io.throughline.correlation.changepoint;

import io.throughline.correlation.statistics.Medians;

/**
 * Draws in single rows that stand far out, so that they are not taken for short stretches: the identifier of Hampel (The
 * Annals of Statistics 42, 1971; Pearson, IEEE Transactions on Control Systems Technology 10, 2002). A step, a trend and a
 * stretch longer than half of the window keep their shape, since they keep their running median.
 */
final class Outliers {

    private static final int REACH = 2;
    private static final double MOST_DEVIATIONS = 5;

    private Outliers() {}

    /** Returns the values with what stands out drawn in to its limit; the values themselves if nothing does. */
    static double[] drawnIn(double[] values) {
        double[] medians = new double[values.length];
        double[] sizes = new double[values.length];
        double[] window = new double[2 * REACH + 1];
        for (int i = 0; i < values.length; i++) {
            medians[i] = median(values, i, window);
            sizes[i] = Math.abs(values[i] - medians[i]);
        }
        double limit = MOST_DEVIATIONS * Medians.NORMAL_CONSISTENCY * Medians.median(sizes);
        if (!(limit > 0)) {
            return values;
        }
        double[] drawn = values;
        for (int i = 0; i < values.length; i++) {
            if (sizes[i] > limit) {
                drawn = drawn == values ? values.clone() : drawn;
                drawn[i] = medians[i] + (values[i] > medians[i] ? limit : -limit);
            }
        }
        return drawn;
    }

    private static double median(double[] values, int at, double[] window) {
        int n = 0;
        int until = Math.min(values.length - 1, at + REACH);
        for (int i = Math.max(0, at - REACH); i <= until; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                int place = n++;
                while (place > 0 && window[place - 1] > value) {
                    window[place] = window[place - 1];
                    place--;
                }
                window[place] = value;
            }
        }
        return n == 0 ? Double.NaN : (window[(n - 1) / 2] + window[n / 2]) / 2;
    }
}
