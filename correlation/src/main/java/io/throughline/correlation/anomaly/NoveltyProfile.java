package io.throughline.correlation.anomaly;

import java.util.Arrays;

/**
 * How far the last rows lie outside of what the days before showed at the same time, a little earlier or later: the mean
 * of the signed distances to the range of up to seven days.
 */
final class NoveltyProfile {

    private static final int DAYS = 7;
    private static final int LEAST_DAY = 8;
    /** A day of more rows than this is not remembered. */
    private static final int MOST_ROWS_OF_DAY = 4096;
    /** A quarter of an hour earlier or later is the same time. */
    private static final int QUARTERS_OF_DAY = 96;

    private static final double TAIL = 0.02;
    private static final long NONE = -1;

    private final int day;
    private final int around;
    private final double[] values;
    private final NoveltyMean outside;
    private long last = NONE;

    /**
     * @param rowsOfDay rows of a day; of very few or very many, nothing is said
     * @param window rows of which the distances are averaged
     */
    NoveltyProfile(int rowsOfDay, int window) {
        day = speaks(rowsOfDay) ? rowsOfDay : 0;
        around = Math.max(1, day / QUARTERS_OF_DAY);
        values = new double[DAYS * day + around + 1];
        Arrays.fill(values, Double.NaN);
        outside = new NoveltyMean(window, TAIL);
    }

    static boolean speaks(int rowsOfDay) {
        return rowsOfDay >= LEAST_DAY && rowsOfDay <= MOST_ROWS_OF_DAY;
    }

    /**
     * Takes a row; returns how many powers of ten it and those before it are farther outside than usual.
     *
     * @param index steps since the first row, at least 0 and not below the last
     */
    double accept(long index, double value, double scale) {
        if (day == 0) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int place = moveTo(index);
        for (int ago = day; ago <= DAYS * day && index >= ago + around; ago += day) {
            int at = place - ago - around;
            at = at < 0 ? at + values.length : at;
            for (int i = 0; i <= 2 * around; i++) {
                double before = values[at];
                least = before < least ? before : least;
                greatest = before > greatest ? before : greatest;
                at = at + 1 == values.length ? 0 : at + 1;
            }
        }
        values[place] = value;
        if (greatest < least) {
            return 0;
        }
        double size = (value - Math.max(least, Math.min(greatest, value))) / scale;
        return outside.accept(Math.abs(size) < Double.MAX_VALUE ? size : 0);
    }

    /** Returns the place of a step; steps between it and the last have no value. */
    private int moveTo(long index) {
        for (long i = Math.max(last + 1, index - values.length + 1); i <= index; i++) {
            values[(int) (i % values.length)] = Double.NaN;
        }
        last = index;
        return (int) (index % values.length);
    }
}
