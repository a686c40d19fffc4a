package io.throughline.correlation.changepoint;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the changes of a series while it arrives. A change is told once, as soon as enough rows of the new course are
 * there, with the row at which it began; nothing is taken back. At most {@value #MOST_ROWS} rows since the last change are
 * held. Not safe for use by several threads.
 */
public final class OnlineChangePoints {

    static final int MOST_ROWS = 512;

    private static final int CHECKS_A_WINDOW = 32;
    /** Looking again and again finds more by chance than looking once. */
    private static final double PRICE_OF_LOOKING = 5.0 / 3;
    /** What is asked if neighbours were independent witnesses. */
    private static final double PRICE_OF_A_GUESS = 7.0 / 3;

    private static final int PLACES_A_CHECK = 64;

    private final ChangePointConfig config;
    private final double[][] rows;
    private final Sums[] sums;
    private final double[] means;
    private final double[] squares;
    private final long[] counts;
    private long begin;
    private int size;
    private int unchecked;

    /**
     * @param dimensions values a row has, at least 1
     * @throws IllegalArgumentException if there are none
     */
    public OnlineChangePoints(int dimensions, ChangePointConfig config) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be at least 1, was " + dimensions);
        }
        this.config = config;
        rows = new double[dimensions][MOST_ROWS];
        sums = new Sums[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sums[i] = new Sums(MOST_ROWS);
            sums[i].clear(MOST_ROWS / 2);
        }
        means = new double[dimensions];
        squares = new double[dimensions];
        counts = new long[dimensions];
    }

    /**
     * Takes the next row; returns the change that it makes sure, if any. Its index counts from the first row taken.
     *
     * @param values one of each dimension; NaN if missing
     * @throws IllegalArgumentException if there are more or fewer values than dimensions, or one is infinite
     */
    public Optional<ChangePoint> accept(double... values) {
        if (values.length != rows.length) {
            throw new IllegalArgumentException("a row must have " + rows.length + " values, had " + values.length);
        }
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("values must be finite or NaN, was " + value);
            }
        }
        if (size == MOST_ROWS) {
            forget(MOST_ROWS / 4);
        }
        for (int i = 0; i < values.length; i++) {
            rows[i][size] = values[i];
            sums[i].add(values[i]);
            learn(i, values[i]);
        }
        size++;
        unchecked++;
        if (size < 2 * config.minRows() || unchecked < Math.max(1, size / CHECKS_A_WINDOW)) {
            return Optional.empty();
        }
        unchecked = 0;
        return check();
    }

    private Optional<ChangePoint> check() {
        Description window = new Description(sums, expected(), config, true);
        Split split = split(window);
        if (!isSure(split, window)) {
            return Optional.empty();
        }
        // Seldom enough to look again without what stands out.
        double[][] drawn = new double[rows.length][];
        Sums[] plain = new Sums[rows.length];
        for (int i = 0; i < rows.length; i++) {
            drawn[i] = Outliers.drawnIn(Arrays.copyOf(rows[i], size));
            plain[i] = new Sums(size);
            plain[i].fill(drawn[i], 0, size);
        }
        window = new Description(plain, expected(), config, true);
        split = split(window);
        if (!isSure(split, window)) {
            return Optional.empty();
        }
        ChangePoint change = Judgement.of(split, drawn, 0, size, plain, window);
        long first = begin;
        forget(split.at());
        return Optional.of(change.movedTo(
                (int) (first + change.index()), (int) (first + change.earliest()), (int) (first + change.latest())));
    }

    private double[] expected() {
        double[] expected = new double[squares.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = counts[i] == 0 ? 0 : squares[i] / counts[i] * size;
        }
        return expected;
    }

    private Split split(Description window) {
        int last = size - config.minRows();
        int step = Math.max(1, size / PLACES_A_CHECK);
        return Split.best(window, size, config.minRows(), last, step, PRICE_OF_A_GUESS * penalty());
    }

    private boolean isSure(Split split, Description window) {
        // At the last row that may be one, the change may as well lie behind it: the next rows will tell.
        return split.gain() > 0
                && split.at() < size - config.minRows()
                && split.whitenedGain(window, size, PRICE_OF_LOOKING * penalty()) > 0;
    }

    private double penalty() {
        return config.penalty() * StrictMath.log(Math.max(20.0, (double) (begin + size)));
    }

    private void forget(int count) {
        begin += count;
        size -= count;
        unchecked = 0;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], count, rows[i], 0, size);
            sums[i].clear(MOST_ROWS / 2);
            for (int row = 0; row < size; row++) {
                sums[i].add(rows[i][row]);
            }
        }
    }

    /** Welford, Technometrics 4, 1962. */
    private void learn(int dimension, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        counts[dimension]++;
        double away = value - means[dimension];
        means[dimension] += away / counts[dimension];
        squares[dimension] += away * (value - means[dimension]);
    }
}
