package io.throughline.correlation.impact;

/**
 * One way to measure departures: the size of the mean of residuals over windows of one length, its largest value in the
 * periods after a moment, and how large that usually is.
 */
final class Measure {

    /** The observation is judged as a whole and by its first quarter and eighth, so that prompt departures count more. */
    private static final int[] PERIODS = {8, 4, 1};

    private final RangeMaxima sizes;
    private final int horizon;
    private final double[] usual = new double[PERIODS.length];

    /**
     * Measures residuals.
     *
     * @param length steps of the windows
     * @param change first step after the change; only what is before it tells what is usual
     * @param horizon steps of the observation
     */
    Measure(double[] residuals, int length, int change, int horizon) {
        this.horizon = horizon;
        sizes = new RangeMaxima(means(residuals, length), horizon);
        for (int p = 0; p < PERIODS.length; p++) {
            usual[p] = usual(period(p), change);
        }
    }

    private int period(int p) {
        return Math.max(1, horizon / PERIODS[p]);
    }

    /** The ninth decile of the largest sizes over all such periods of history. */
    private double usual(int period, int change) {
        int stride = Math.max(1, period / 4);
        double[] quiet = new double[change / stride + 1];
        int count = 0;
        for (int from = 0; from + period <= change; from += stride) {
            double size = sizes.in(from, from + period);
            if (size >= 0) {
                quiet[count++] = size;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        return Selection.at(quiet, count, 9 * (count - 1) / 10);
    }

    private static double[] means(double[] residuals, int length) {
        double[] means = new double[residuals.length];
        double sum = 0;
        int count = 0;
        int moved = 0;
        for (int i = 0; i < means.length; i++) {
            if (!Double.isNaN(residuals[i])) {
                sum += residuals[i];
                count++;
                moved += residuals[i] == 0 ? 0 : 1;
            }
            if (i >= length && !Double.isNaN(residuals[i - length])) {
                sum -= residuals[i - length];
                count--;
                moved -= residuals[i - length] == 0 ? 0 : 1;
            }
            if (moved == 0) {
                sum = 0; // and not what rounding left of it
            }
            means[i] = count == 0 || 2 * count < length ? Double.NaN : Math.abs(sum / count);
        }
        return means;
    }

    /**
     * Returns which share of the largest departure after a moment goes beyond what is usual, and beyond what was just
     * before: the mean over periods and both comparisons.
     *
     * @return in {@code [0, 1]}, or NaN if nothing can be compared
     */
    double excess(int moment) {
        double before = sizes.in(moment - horizon, moment);
        double sum = 0;
        int count = 0;
        for (int p = 0; p < PERIODS.length; p++) {
            double size = sizes.in(moment, moment + period(p));
            if (size < 0 || Double.isNaN(usual[p]) || before < 0) {
                continue;
            }
            sum += beyond(size, usual[p]) + beyond(size, before);
            count += 2;
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double beyond(double size, double yardstick) {
        return size > yardstick ? 1 - yardstick / size : 0;
    }
}
