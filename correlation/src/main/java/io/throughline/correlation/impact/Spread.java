package io.throughline.correlation.impact;

import io.throughline.correlation.statistics.Medians;

/** How far residuals usually are from zero, over all of history and by time of day. */
final class Spread {

    /** Stretches of a day that have a spread of their own. */
    private static final int STRETCHES = 48;

    /** Least spread of a time of day as a share of the spread over all of history: a quiet night is not without limit. */
    private static final double LEAST_SHARE = 0.1;

    private Spread() {}

    /** Returns the robust standard deviation before {@code end}; the mean deviation if most residuals are zero. */
    static double overall(double[] residuals, int end) {
        double[] sizes = new double[end];
        int count = sizes(residuals, 0, end, sizes, 0);
        double robust = median(sizes, count);
        if (robust > 0) {
            return robust;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sizes[i];
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Appends the sizes of the residuals in {@code [from, to)} that are there, and returns how many there are now. */
    private static int sizes(double[] residuals, int from, int to, double[] sizes, int count) {
        int next = count;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(residuals[i])) {
                sizes[next++] = Math.abs(residuals[i]);
            }
        }
        return next;
    }

    private static double median(double[] sizes, int count) {
        return count == 0 ? 0 : Medians.NORMAL_CONSISTENCY * Selection.at(sizes, count, (count - 1) / 2);
    }

    /** Returns residuals in robust standard deviations of their time of day before {@code end}. */
    static double[] byTimeOfDay(double[] residuals, int end, int stepsPerDay) {
        double floor = LEAST_SHARE * overall(residuals, end);
        double[] spreads = new double[STRETCHES];
        double[] near = new double[(end / stepsPerDay + 1) * (3 * stepsPerDay / STRETCHES + 6)];
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            int from = (stretch - 1) * stepsPerDay / STRETCHES;
            int to = (stretch + 2) * stepsPerDay / STRETCHES;
            int count = 0;
            for (int day = -stepsPerDay; day < end; day += stepsPerDay) {
                count = sizes(residuals, Math.max(0, day + from), Math.min(end, day + to), near, count);
            }
            spreads[stretch] = Math.max(floor, median(near, count));
        }
        double[] scaled = new double[residuals.length];
        for (int i = 0; i < scaled.length; i++) {
            double spread = spreads[(int) ((long) (i % stepsPerDay) * STRETCHES / stepsPerDay)];
            scaled[i] = spread > 0 ? residuals[i] / spread : residuals[i];
        }
        return scaled;
    }
}
