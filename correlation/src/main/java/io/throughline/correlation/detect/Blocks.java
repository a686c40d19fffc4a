package io.throughline.correlation.detect;

import java.util.Arrays;

/** One figure for each hour of a history, or for each step if steps are longer: NaN for an hour without data. */
final class Blocks {

    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;
    static final long WEEK = 7 * DAY;

    /** Number of the first block since the epoch. */
    final long first;

    final long millis;
    final double[] figures;

    private Blocks(long first, long millis, double[] figures) {
        this.first = first;
        this.millis = millis;
        this.figures = figures;
    }

    /** One figure for a range of steps; NaN if they have no data. */
    interface Figure {
        double of(int from, int to);
    }

    static Blocks of(History history, Figure figure) {
        Grid grid = history.grid;
        long millis = Math.max(HOUR, grid.step());
        long first = Math.floorDiv(grid.timeAt(history.from), millis);
        long last = Math.floorDiv(grid.timeAt(history.to - 1), millis);
        double[] figures = new double[Math.toIntExact(last - first + 1)];
        Arrays.fill(figures, Double.NaN);
        for (int start = history.from; start < history.to; ) {
            long block = Math.floorDiv(grid.timeAt(start), millis);
            long left = (block + 1) * millis - grid.timeAt(start);
            int end = (int) Math.min(history.to, start + (left + grid.step() - 1) / grid.step());
            figures[(int) (block - first)] = figure.of(start, end);
            start = end;
        }
        return new Blocks(first, millis, figures);
    }

    /** Returns how many blocks are as long as a period; 0 if it is no whole number of them. */
    int per(long period) {
        return period % millis == 0 ? (int) (period / millis) : 0;
    }

    /** Returns the number of blocks with a figure. */
    int present() {
        int n = 0;
        for (double figure : figures) {
            n += Double.isNaN(figure) ? 0 : 1;
        }
        return n;
    }
}
