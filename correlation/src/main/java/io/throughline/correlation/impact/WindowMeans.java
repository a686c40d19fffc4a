package io.throughline.correlation.impact;

/** Means of residuals over windows of one length, and their extremes over stretches of the course. */
final class WindowMeans {

    private final double[] means;
    private final int length;

    WindowMeans(double[] residuals, int length) {
        this.length = length;
        this.means = new double[residuals.length];
        double[] sums = new double[residuals.length + 1];
        int[] counts = new int[residuals.length + 1];
        for (int i = 0; i < residuals.length; i++) {
            boolean present = !Double.isNaN(residuals[i]);
            sums[i + 1] = sums[i] + (present ? residuals[i] : 0);
            counts[i + 1] = counts[i] + (present ? 1 : 0);
            int from = Math.max(0, i + 1 - length);
            int count = counts[i + 1] - counts[from];
            means[i] = 2 * count < length + 1 ? Double.NaN : (sums[i + 1] - sums[from]) / count;
        }
    }

    /** Returns the index after the window within {@code [from, to)} whose mean is furthest from zero, -1 if there is none. */
    int furthest(int from, int to) {
        int best = -1;
        for (int i = from + length - 1; i < to; i++) {
            if (!Double.isNaN(means[i]) && (best < 0 || Math.abs(means[i]) > Math.abs(means[best - 1]))) {
                best = i + 1;
            }
        }
        return best;
    }

    /** Returns the mean of the window that ends before {@code end}. */
    double before(int end) {
        return means[end - 1];
    }

    int length() {
        return length;
    }
}
