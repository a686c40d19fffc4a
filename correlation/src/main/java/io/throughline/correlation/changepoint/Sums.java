package io.throughline.correlation.changepoint;

/**
 * Running sums of one dimension, from which the best constant, line and parabola of any stretch follow in constant time. A
 * missing value adds nothing. Times are counted from the middle, so that the sums of their powers are whole numbers below
 * 2^53 and exact for up to two thousand rows.
 */
final class Sums {

    /** A parabola is taken for a line where its third direction is but rounding. */
    private static final double LEAST_INDEPENDENCE = 1e-9;

    private final double[] n;
    private final double[] t;
    private final double[] tt;
    private final double[] ttt;
    private final double[] tttt;
    private final double[] x;
    private final double[] xx;
    private final double[] tx;
    private final double[] ttx;
    private int size;
    private int origin;
    private double shift;

    Sums(int capacity) {
        n = new double[capacity + 1];
        t = new double[capacity + 1];
        tt = new double[capacity + 1];
        ttt = new double[capacity + 1];
        tttt = new double[capacity + 1];
        x = new double[capacity + 1];
        xx = new double[capacity + 1];
        tx = new double[capacity + 1];
        ttx = new double[capacity + 1];
    }

    /** Takes the rows of a stretch instead of what was there; their index is counted from its beginning. */
    void fill(double[] values, int from, int to) {
        clear((to - from) / 2);
        for (int i = from; i < to; i++) {
            add(values[i]);
        }
    }

    /**
     * Forgets all rows.
     *
     * @param middle row from which times are to be counted
     */
    void clear(int middle) {
        size = 0;
        origin = middle;
        shift = Double.NaN;
    }

    /** Takes the next row. */
    void add(double row) {
        int k = size++;
        boolean missing = Double.isNaN(row);
        if (Double.isNaN(shift)) {
            shift = row;
        }
        double value = missing ? 0 : row - shift;
        double time = missing ? 0 : k - origin;
        double square = time * time;
        n[k + 1] = n[k] + (missing ? 0 : 1);
        t[k + 1] = t[k] + time;
        tt[k + 1] = tt[k] + square;
        ttt[k + 1] = ttt[k] + square * time;
        tttt[k + 1] = tttt[k] + square * square;
        x[k + 1] = x[k] + value;
        xx[k + 1] = xx[k] + value * value;
        tx[k + 1] = tx[k] + time * value;
        ttx[k + 1] = ttx[k] + square * value;
    }

    /**
     * Adds the squares left over by the best polynomials.
     *
     * @param weight by which they are multiplied
     * @param left one sum for each degree, from 0 on
     */
    void addAbout(int from, int to, double weight, double[] left) {
        double rows = n[to] - n[from];
        if (rows == 0) {
            return;
        }
        double sum = x[to] - x[from];
        double about = Math.max(0, xx[to] - xx[from] - sum * sum / rows);
        left[0] += weight * about;
        if (left.length == 1) {
            return;
        }
        if (rows == to - from) {
            addAboutWhole(from, to, weight, about, left);
            return;
        }
        double s = from - origin;
        double t0 = t[to] - t[from];
        double tt0 = tt[to] - tt[from];
        double t1 = t0 - s * rows;
        double t2 = tt0 - 2 * s * t0 + s * s * rows;
        double spread = t2 - t1 * t1 / rows;
        if (spread <= 0) {
            left[1] += weight * about;
            left[2] += weight * about;
            return;
        }
        double tx0 = tx[to] - tx[from];
        double joint = tx0 - s * sum - t1 * sum / rows;
        double line = Math.max(0, about - joint * joint / spread);
        left[1] += weight * line;
        double ttt0 = ttt[to] - ttt[from];
        double t3 = ttt0 - 3 * s * tt0 + 3 * s * s * t0 - s * s * s * rows;
        double t4 = tttt[to] - tttt[from] - 4 * s * ttt0 + 6 * s * s * tt0 - 4 * s * s * s * t0 + s * s * s * s * rows;
        double mixed = t3 - t1 * t2 / rows;
        double wide = t4 - t2 * t2 / rows;
        double own = wide - mixed * mixed / spread;
        if (!(own > LEAST_INDEPENDENCE * wide)) {
            left[2] += weight * line;
            return;
        }
        double bend = ttx[to] - ttx[from] - 2 * s * tx0 + s * s * sum - t2 * sum / rows - mixed * joint / spread;
        left[2] += weight * Math.max(0, line - bend * bend / own);
    }

    /** Likewise for a stretch without a missing row: about its middle the times are symmetric, and their sums known. */
    private void addAboutWhole(int from, int to, double weight, double about, double[] left) {
        double rows = to - from;
        double sum = x[to] - x[from];
        double middle = (from + to - 1) / 2.0 - origin;
        double tx0 = tx[to] - tx[from];
        double spread = rows * (rows * rows - 1) / 12;
        double joint = tx0 - middle * sum;
        double line = rows > 1 ? Math.max(0, about - joint * joint / spread) : about;
        left[1] += weight * line;
        double bend = ttx[to] - ttx[from] - 2 * middle * tx0 + (middle * middle - spread / rows) * sum;
        double own = spread * (rows * rows - 4) / 15;
        left[2] += weight * (rows > 2 ? Math.max(0, line - bend * bend / own) : line);
    }

    /** Returns the best polynomial of a stretch; of a lower degree if there are too few rows. */
    Curve curve(int from, int to, int degree) {
        double rows = n[to] - n[from];
        if (rows == 0) {
            return new Curve(0, Double.NaN, 0, 0);
        }
        double s = from - origin;
        double t0 = t[to] - t[from];
        double tt0 = tt[to] - tt[from];
        double ttt0 = ttt[to] - ttt[from];
        double sum = x[to] - x[from];
        double t1 = t0 - s * rows;
        double t2 = tt0 - 2 * s * t0 + s * s * rows;
        double spread = t2 - t1 * t1 / rows;
        double middle = t1 / rows;
        double mean = shift + sum / rows;
        if (degree == 0 || spread <= 0) {
            return new Curve(from + middle, mean, 0, 0);
        }
        double tx0 = tx[to] - tx[from];
        double joint = tx0 - s * sum - t1 * sum / rows;
        double slope = joint / spread;
        double t3 = ttt0 - 3 * s * tt0 + 3 * s * s * t0 - s * s * s * rows;
        double t4 = tttt[to] - tttt[from] - 4 * s * ttt0 + 6 * s * s * tt0 - 4 * s * s * s * t0 + s * s * s * s * rows;
        double mixed = t3 - t1 * t2 / rows;
        double wide = t4 - t2 * t2 / rows;
        double own = wide - mixed * mixed / spread;
        if (degree == 1 || !(own > LEAST_INDEPENDENCE * wide)) {
            return new Curve(from + middle, mean, slope, 0);
        }
        double bend = ttx[to] - ttx[from] - 2 * s * tx0 + s * s * sum - t2 * sum / rows - mixed * slope;
        double square = bend / own;
        // value = mean + b (t - t1/n) + c (t^2 - t2/n), about the middle
        double linear = slope - square * mixed / spread + 2 * square * middle;
        return new Curve(from + middle, mean + square * (middle * middle - t2 / rows), linear, square);
    }

    /** Returns the sum of the products of what neighbouring rows leave unexplained; see {@link Description#products}. */
    double products(int[] changes, int[] courses, int rows) {
        double products = 0;
        double last = Double.NaN;
        for (int i = 0; i < courses.length; i++) {
            int from = i == 0 ? 0 : changes[i - 1];
            int to = i == changes.length ? rows : changes[i];
            Curve curve = curve(from, to, courses[i]);
            for (int row = from; row < to; row++) {
                double left = n[row + 1] == n[row] ? Double.NaN : shift + (x[row + 1] - x[row]) - curve.at(row);
                double product = left * last;
                products += Double.isNaN(product) ? 0 : product;
                last = left;
            }
        }
        return products;
    }

    /**
     * A polynomial of time.
     *
     * @param middle row about which it is written
     * @param level value there
     * @param slope slope there
     * @param bend factor of the square
     */
    record Curve(double middle, double level, double slope, double bend) {

        double at(double row) {
            double time = row - middle;
            return level + time * (slope + time * bend);
        }

        double slopeAt(double row) {
            return slope + 2 * bend * (row - middle);
        }
    }
}
