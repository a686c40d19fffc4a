package io.throughline.correlation.changepoint;

/**
 * Running sums of one dimension, from which the best constant and the best line of any stretch follow in constant time.
 * A missing value adds nothing.
 */
final class Sums {

    private final double[] n;
    private final double[] t;
    private final double[] tt;
    private final double[] x;
    private final double[] xx;
    private final double[] tx;
    private double shift;

    Sums(int capacity) {
        n = new double[capacity + 1];
        t = new double[capacity + 1];
        tt = new double[capacity + 1];
        x = new double[capacity + 1];
        xx = new double[capacity + 1];
        tx = new double[capacity + 1];
    }

    /** Takes the rows of a stretch; their index is counted from its beginning. */
    void fill(double[] values, int from, int to) {
        shift = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                shift = values[i];
                break;
            }
        }
        for (int i = from; i < to; i++) {
            int k = i - from;
            boolean missing = Double.isNaN(values[i]);
            double value = missing ? 0 : values[i] - shift;
            double time = missing ? 0 : k;
            n[k + 1] = n[k] + (missing ? 0 : 1);
            t[k + 1] = t[k] + time;
            tt[k + 1] = tt[k] + time * time;
            x[k + 1] = x[k] + value;
            xx[k + 1] = xx[k] + value * value;
            tx[k + 1] = tx[k] + time * value;
        }
    }

    double rows(int from, int to) {
        return n[to] - n[from];
    }

    /** Returns the squares left over by the best constant. */
    double aboutConstant(int from, int to) {
        double rows = rows(from, to);
        if (rows == 0) {
            return 0;
        }
        double sum = x[to] - x[from];
        return Math.max(0, xx[to] - xx[from] - sum * sum / rows);
    }

    /** Returns the squares left over by the best line. */
    double aboutLine(int from, int to) {
        double spread = spread(from, to);
        double level = aboutConstant(from, to);
        if (spread <= 0) {
            return level;
        }
        double joint = joint(from, to);
        return Math.max(0, level - joint * joint / spread);
    }

    double mean(int from, int to) {
        double rows = rows(from, to);
        return rows == 0 ? Double.NaN : shift + (x[to] - x[from]) / rows;
    }

    double slope(int from, int to) {
        double spread = spread(from, to);
        return spread <= 0 ? 0 : joint(from, to) / spread;
    }

    /** Returns the value of the best line at a row. */
    double lineAt(int from, int to, int at) {
        double rows = rows(from, to);
        return rows == 0 ? Double.NaN : mean(from, to) + slope(from, to) * (at - (t[to] - t[from]) / rows);
    }

    private double spread(int from, int to) {
        double rows = rows(from, to);
        double times = t[to] - t[from];
        return rows < 2 ? 0 : tt[to] - tt[from] - times * times / rows;
    }

    private double joint(int from, int to) {
        return tx[to] - tx[from] - (t[to] - t[from]) * (x[to] - x[from]) / rows(from, to);
    }
}
