package io.throughline.correlation.impact;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/** How far residuals usually are from zero, over all of history and by time of day. */
final class Spread {

    /** Stretches of a day that have a spread of their own. */
    private static final int STRETCHES = 48;

    /** Least spread of a time of day as a share of the spread over all of history: a quiet night is not without limit. */
    private static final double LEAST_SHARE = 0.1;

    private Spread() {}

    /** Returns the robust standard deviation before {@code end}; the mean deviation if most residuals are zero. */
    static double overall(double[] residuals, int end) {
        double[] history = Arrays.copyOf(residuals, end);
        double robust = Medians.deviation(history, 0);
        if (robust > 0) {
            return robust;
        }
        double sum = 0;
        int count = 0;
        for (double residual : history) {
            if (!Double.isNaN(residual)) {
                sum += Math.abs(residual);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
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
                for (int i = Math.max(0, day + from); i < Math.min(end, day + to); i++) {
                    near[count++] = residuals[i];
                }
            }
            double spread = Medians.deviation(Arrays.copyOf(near, count), 0);
            spreads[stretch] = spread > floor ? spread : floor;
        }
        double[] scaled = new double[residuals.length];
        for (int i = 0; i < scaled.length; i++) {
            double spread = spreads[(int) ((long) (i % stepsPerDay) * STRETCHES / stepsPerDay)];
            scaled[i] = spread > 0 ? residuals[i] / spread : residuals[i];
        }
        return scaled;
    }
}
