package io.throughline.correlation.anomaly;

/** Mean and scatter of the last rows of a window, in constant time for a row. */
final class WindowSums {

    private static final int RECOMPUTE_ROWS = 1024;

    private final double[] rows;
    private double shift;
    private double sum;
    private double squares;
    private long taken;

    WindowSums(int window) {
        rows = new double[window];
    }

    void add(double value) {
        int place = (int) (taken % rows.length);
        if (taken == 0) {
            shift = value;
        }
        if (taken >= rows.length) {
            double gone = rows[place] - shift;
            sum -= gone;
            squares -= gone * gone;
        }
        rows[place] = value;
        double come = value - shift;
        sum += come;
        squares += come * come;
        taken++;
        if (taken % RECOMPUTE_ROWS == 0) {
            recompute();
        }
    }

    boolean isFull() {
        return taken >= rows.length;
    }

    double mean() {
        return shift + sum / rows.length;
    }

    double deviation() {
        double mean = sum / rows.length;
        return Math.sqrt(Math.max(0, squares / rows.length - mean * mean));
    }

    /** Rounding must not add up, nor a level far from the first one swallow the scatter. */
    private void recompute() {
        int held = (int) Math.min(taken, rows.length);
        double total = 0;
        for (int i = 0; i < held; i++) {
            total += rows[i] - shift;
        }
        shift += total / held;
        sum = 0;
        squares = 0;
        for (int i = 0; i < held; i++) {
            double away = rows[i] - shift;
            sum += away;
            squares += away * away;
        }
    }
}
