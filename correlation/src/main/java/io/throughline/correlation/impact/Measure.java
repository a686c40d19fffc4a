package io.throughline.correlation.impact;

/**
 * One way to measure departures: the size of the mean of residuals over windows of one length, its largest value in the
 * periods after a moment, and how large that usually is. The periods are the observation and its first quarter and eighth,
 * so that a prompt departure counts more than a late one: the longer one waits, the more likely is another cause.
 */
final class Measure {

    private static final int WHOLE = 2;

    private final int horizon;
    private final PeriodMaxima sizes;
    private final double[] usual = new double[WHOLE + 1];

    /**
     * Measures residuals.
     *
     * @param length steps of the windows
     * @param change first step after the change; only what is before it tells what is usual
     * @param horizon steps of the observation
     */
    Measure(double[] residuals, int length, int change, int horizon) {
        this.horizon = horizon;
        int[] periods = {Math.max(1, horizon / 8), Math.max(1, horizon / 4), horizon};
        sizes = new PeriodMaxima(means(residuals, length), periods);
        for (int p = 0; p < periods.length; p++) {
            usual[p] = usual(p, periods[p], change);
        }
    }

    /** The ninth decile of the largest sizes over periods of history that overlap by three quarters. */
    private double usual(int p, int period, int change) {
        int stride = Math.max(1, period / 4);
        double[] quiet = new double[change / stride + 1];
        int count = 0;
        for (int from = 0; from + period <= change; from += stride) {
            double size = sizes.at(p, from);
            if (size >= 0) {
                quiet[count++] = size;
            }
        }
        return count == 0 ? Double.NaN : Selection.at(quiet, count, 9 * (count - 1) / 10);
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
        double before = sizes.at(WHOLE, moment - horizon);
        double sum = 0;
        int count = 0;
        for (int p = 0; p < usual.length; p++) {
            double size = sizes.at(p, moment);
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
