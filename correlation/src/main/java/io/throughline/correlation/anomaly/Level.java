package io.throughline.correlation.anomaly;

/**
 * What the last rows of a series make likely for the next one: their median, moved by half of its drift, for a median
 * comes half a window late; and how far from that rows normally are. The median of normal rows alone, so that an anomaly
 * does not teach itself in.
 */
final class Level {

    private static final double DRIFT_SHARE = 0.5;
    private static final double CERTAIN = 1e6;

    private final RunningMedian median;
    private final double[] earlier;
    private final TailScale tail = new TailScale();
    private int next;
    private int pushed;
    private double drift;
    private double expected;
    private double residual;
    private double deviation;
    private double scale;

    /** @param rows length of the window */
    Level(int rows) {
        median = new RunningMedian(rows);
        earlier = new double[rows];
    }

    /**
     * Compares a row with the level, which stands still as long as nothing is {@linkplain #push pushed}.
     *
     * @param leastScale what the scale cannot be below, for values come in steps
     */
    double deviate(double value, double leastScale) {
        expected = median.median() + DRIFT_SHARE * drift * (earlier.length + 1) / 2;
        residual = value - expected;
        scale = Math.max(tail.scale(), leastScale);
        deviation =
                scale > 0 ? Math.max(-CERTAIN, Math.min(CERTAIN, residual / scale)) : Math.signum(residual) * CERTAIN;
        return deviation;
    }

    double expected() {
        return expected;
    }

    double scale() {
        return scale;
    }

    /** Learns the size of the last deviation. */
    void learnScale() {
        tail.add(Math.abs(residual));
    }

    void push(double value) {
        median.add(value);
        double now = median.median();
        boolean known = pushed >= 2 * earlier.length;
        drift = known ? (now - earlier[next]) / earlier.length : 0;
        earlier[next] = now;
        next = next + 1 == earlier.length ? 0 : next + 1;
        pushed = known ? pushed : pushed + 1;
    }

    /** Forgets where the series was, not how much it varies. */
    void restart() {
        median.clear();
        next = 0;
        drift = 0;
        pushed = 0;
    }
}
