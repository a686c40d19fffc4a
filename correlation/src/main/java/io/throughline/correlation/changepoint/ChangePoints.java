package io.throughline.correlation.changepoint;

import io.throughline.correlation.changepoint.ChangePoint.Kind;
import io.throughline.correlation.changepoint.Sums.Curve;
import io.throughline.correlation.statistics.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Finds the changes of a series that is there as a whole. Up to a thousand rows are described exactly; a longer series is
 * folded into a thousand means first, and each change then dated by the rows around it. So the time grows with the rows,
 * and what lasts for less than a two-hundredth of a long series is not looked for. Stateless.
 */
public final class ChangePoints {

    static final int MOST_ROWS = 1000;

    private static final double LEAST_SIZE = 0.1;

    private ChangePoints() {}

    /**
     * Returns where level or slope change, ascending.
     *
     * @param values rows at equal distances; NaN if missing
     * @throws IllegalArgumentException if a value is infinite
     */
    public static List<ChangePoint> find(double[] values, ChangePointConfig config) {
        return find(new double[][] {values}, config);
    }

    /**
     * Returns where level or slope of several dimensions change together, ascending. Each dimension counts the same,
     * whatever its unit.
     *
     * @param values dimension by dimension, all of the same length; NaN if missing
     * @throws IllegalArgumentException if there is no dimension, if lengths differ or a value is infinite
     */
    public static List<ChangePoint> find(double[][] values, ChangePointConfig config) {
        Objects.requireNonNull(config, "config");
        return find(plain(checked(values)), config, true);
    }

    /**
     * Returns where the scatter of the rows about their course changes, ascending.
     *
     * @param values rows at equal distances; NaN if missing
     * @throws IllegalArgumentException if a value is infinite
     */
    public static List<ChangePoint> findInScale(double[] values, ChangePointConfig config) {
        Objects.requireNonNull(config, "config");
        double[][] rest = plain(checked(new double[][] {values}));
        double[] residuals = residuals(rest[0], find(rest, config, true));
        double[] sizes = new double[residuals.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(residuals[i]);
        }
        double least = LEAST_SIZE * Medians.median(sizes);
        if (!(least > 0)) {
            return List.of();
        }
        double[] logs = new double[sizes.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Double.isNaN(sizes[i]) ? Double.NaN : StrictMath.log(sizes[i] + least);
        }
        List<ChangePoint> found = new ArrayList<>();
        for (ChangePoint change : find(new double[][] {logs}, config, false)) {
            double before = StrictMath.exp(change.before());
            double after = StrictMath.exp(change.after());
            found.add(new ChangePoint(
                    change.index(),
                    change.earliest(),
                    change.latest(),
                    Kind.SCALE,
                    before,
                    after,
                    0,
                    0,
                    change.after() - change.before(),
                    change.pValue()));
        }
        return List.copyOf(found);
    }

    private static List<ChangePoint> find(double[][] values, ChangePointConfig config, boolean lines) {
        int rows = values[0].length;
        int fold = fold(rows);
        double[][] folded = folded(values, fold);
        int blocks = folded[0].length;
        if (blocks < 2 * Math.max(2, Math.min(config.minRows(), blocks / 10))) {
            return List.of();
        }
        Description whole = description(folded, 0, blocks, variances(folded, 0, blocks), config, lines);
        int[] stretches = Consensus.of(Segmentation.courses(whole, blocks, config), blocks, config);
        double[] variances = variances(values, 0, rows);
        List<ChangePoint> found = new ArrayList<>();
        int previous = 0;
        for (int i = 0; i < stretches.length; i++) {
            int at = stretches[i] * fold;
            int next = i + 1 < stretches.length ? stretches[i + 1] * fold : rows;
            ChangePoint change = judged(values, previous, at, next, fold, variances, config, lines);
            found.add(change);
            previous = fold <= 1 ? at : Math.max(previous + 1, change.index());
        }
        return List.copyOf(found);
    }

    private static ChangePoint judged(
            double[][] values,
            int previous,
            int at,
            int next,
            int fold,
            double[] variances,
            ChangePointConfig config,
            boolean lines) {
        int from = Math.max(previous, at - MOST_ROWS);
        int to = Math.min(next, at + MOST_ROWS);
        int rows = to - from;
        Sums[] sums = sums(values, from, to);
        Description window = new Description(sums, scaled(variances, rows), config, lines);
        int slack = fold <= 1 ? 0 : 2 * fold;
        double penalty = config.penalty() * StrictMath.log(rows);
        Split split = Split.best(
                window, rows, Math.max(1, at - from - slack), Math.min(rows - 1, at - from + slack), 1, penalty);
        ChangePoint change = Judgement.of(split, values, from, rows, sums, window);
        return change.movedTo(from + change.index(), from + change.earliest(), from + change.latest());
    }

    /** Returns the values without what stands out and what recurs. */
    private static double[][] plain(double[][] values) {
        double[][] plain = new double[values.length][];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Outliers.drawnIn(values[i]);
        }
        int fold = fold(values[0].length);
        double[][] folded = folded(plain, fold);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Season.without(plain[i], folded[i], fold);
        }
        return plain;
    }

    private static double[] residuals(double[] values, List<ChangePoint> changes) {
        double[] residuals = new double[values.length];
        int from = 0;
        for (int i = 0; i <= changes.size(); i++) {
            int to = i == changes.size() ? values.length : changes.get(i).index();
            Sums sums = new Sums(to - from);
            sums.fill(values, from, to);
            Curve curve = sums.curve(0, to - from, 2);
            for (int row = from; row < to; row++) {
                residuals[row] = values[row] - curve.at(row - from);
            }
            from = to;
        }
        return residuals;
    }

    static Sums[] sums(double[][] values, int from, int to) {
        Sums[] sums = new Sums[values.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Sums(to - from);
            sums[i].fill(values[i], from, to);
        }
        return sums;
    }

    private static Description description(
            double[][] values, int from, int to, double[] variances, ChangePointConfig config, boolean lines) {
        return new Description(sums(values, from, to), scaled(variances, to - from), config, lines);
    }

    /** Returns the squares that as many rows of such a variance have about their mean. */
    static double[] scaled(double[] variances, int rows) {
        double[] squares = new double[variances.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = variances[i] * rows;
        }
        return squares;
    }

    private static double[] variances(double[][] values, int from, int to) {
        double[] variances = new double[values.length];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = variance(values[i], from, to);
        }
        return variances;
    }

    /** In two passes, with what is but rounding taken for none. */
    private static double variance(double[] values, int from, int to) {
        double sum = 0;
        double largest = 0;
        int rows = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                largest = Math.max(largest, Math.abs(values[i]));
                rows++;
            }
        }
        if (rows == 0) {
            return 0;
        }
        double mean = sum / rows;
        double squares = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        }
        double rounding = 1e-12 * largest;
        return squares / rows <= rounding * rounding ? 0 : squares / rows;
    }

    private static int fold(int rows) {
        return Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS);
    }

    private static double[][] folded(double[][] values, int fold) {
        if (fold == 1) {
            return values;
        }
        double[][] folded = new double[values.length][];
        int blocks = values[0].length / fold;
        for (int d = 0; d < values.length; d++) {
            folded[d] = new double[blocks];
            for (int block = 0; block < blocks; block++) {
                double sum = 0;
                int rows = 0;
                for (int i = block * fold; i < (block + 1) * fold; i++) {
                    if (!Double.isNaN(values[d][i])) {
                        sum += values[d][i];
                        rows++;
                    }
                }
                folded[d][block] = rows == 0 ? Double.NaN : sum / rows;
            }
        }
        return folded;
    }

    private static double[][] checked(double[][] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there must be at least one dimension");
        }
        for (double[] dimension : values) {
            if (dimension.length != values[0].length) {
                throw new IllegalArgumentException("the dimensions must be of the same length, were "
                        + Arrays.stream(values).map(d -> d.length).toList());
            }
            for (int i = 0; i < dimension.length; i++) {
                if (Double.isInfinite(dimension[i])) {
                    throw new IllegalArgumentException(
                            "values must be finite or NaN, row " + i + " is " + dimension[i]);
                }
            }
        }
        return values;
    }
}
