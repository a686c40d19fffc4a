package io.throughline.correlation.changepoint;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * What recurs in a series with a fixed period, so that it is not taken for changes. The period is the one whose lag
 * correlates best in what is left of the series after its centred mean over one period (the ratio-to-moving-average
 * decomposition of Macaulay, 1931, in its additive form): trend and level do not matter, and a random walk has no such
 * correlation. The shape is the median of each phase.
 */
final class Season {

    /** A shorter period is an alternation of neighbours. */
    private static final int LEAST_PERIOD = 4;

    private static final int LEAST_CYCLES = 6;
    /** Half of the fast variance must recur, and more than four standard deviations of what noise shows. */
    private static final double LEAST_CORRELATION = 0.5;

    private static final double LEAST_DEVIATIONS = 4;
    /** A whole part of a period is preferred that correlates as well but for this. */
    private static final double NEARLY = 0.1;

    private Season() {}

    /**
     * Returns the values without what recurs; the values themselves if nothing does.
     *
     * @param folded means of as many values each
     * @param fold how many
     */
    static double[] without(double[] values, double[] folded, int fold) {
        double[] shape = of(folded);
        if (shape.length == 0) {
            return values;
        }
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double at = (i - (fold - 1) / 2.0) / fold;
            int below = (int) Math.floor(at);
            double before = shape[Math.floorMod(below, shape.length)];
            double after = shape[Math.floorMod(below + 1, shape.length)];
            rest[i] = values[i] - before - (at - below) * (after - before);
        }
        return rest;
    }

    /** Returns the shape, one value a phase and the mean 0; empty if nothing recurs. */
    private static double[] of(double[] values) {
        int period = period(values);
        if (period == 0) {
            return new double[0];
        }
        double[] fast = fast(values, period);
        double[] shape = new double[period];
        double[] phase = new double[(values.length + period - 1) / period];
        double sum = 0;
        for (int k = 0; k < period; k++) {
            Arrays.fill(phase, Double.NaN);
            for (int i = k, cycle = 0; i < values.length; i += period) {
                phase[cycle++] = fast[i];
            }
            double median = Medians.median(phase);
            shape[k] = Double.isNaN(median) ? 0 : median;
            sum += shape[k];
        }
        for (int k = 0; k < period; k++) {
            shape[k] -= sum / period;
        }
        return shape;
    }

    private static int period(double[] values) {
        int longest = values.length / LEAST_CYCLES;
        double[] correlations = new double[longest + 1];
        int best = 0;
        for (int period = LEAST_PERIOD; period <= longest; period++) {
            correlations[period] = correlation(fast(values, period), period);
            if (correlations[period] > correlations[best]) {
                best = period;
            }
        }
        if (!(correlations[best] > LEAST_CORRELATION)) {
            return 0;
        }
        for (int period = LEAST_PERIOD; period < best; period++) {
            if (best % period == 0 && correlations[period] > correlations[best] - NEARLY) {
                return period;
            }
        }
        return best;
    }

    /** Returns the values about their centred mean over a period; NaN where there is none. */
    private static double[] fast(double[] values, int period) {
        double[] sums = new double[values.length + 1];
        int[] counts = new int[values.length + 1];
        double shift = first(values);
        for (int i = 0; i < values.length; i++) {
            boolean missing = Double.isNaN(values[i]);
            sums[i + 1] = sums[i] + (missing ? 0 : values[i] - shift);
            counts[i + 1] = counts[i] + (missing ? 0 : 1);
        }
        double[] fast = new double[values.length];
        Arrays.fill(fast, Double.NaN);
        for (int i = period / 2; i + period / 2 < values.length; i++) {
            // An even period has no middle: the mean of the two windows beside it.
            int from = i - period / 2;
            int shifted = from + 1 - period % 2;
            double sum = sums[from + period] - sums[from] + sums[shifted + period] - sums[shifted];
            int count = counts[from + period] - counts[from] + counts[shifted + period] - counts[shifted];
            if (count > period) {
                fast[i] = values[i] - shift - sum / count;
            }
        }
        return fast;
    }

    private static double first(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    private static double correlation(double[] fast, int lag) {
        double products = 0;
        double squares = 0;
        double later = 0;
        int pairs = 0;
        for (int i = 0; i + lag < fast.length; i++) {
            double a = fast[i];
            double b = fast[i + lag];
            if (!Double.isNaN(a) && !Double.isNaN(b)) {
                products += a * b;
                squares += a * a;
                later += b * b;
                pairs++;
            }
        }
        double scale = Math.sqrt(squares) * Math.sqrt(later);
        double correlation = scale > 0 ? products / scale : 0;
        return correlation * Math.sqrt(pairs) > LEAST_DEVIATIONS ? correlation : 0;
    }
}
