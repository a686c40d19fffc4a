package io.throughline.correlation.impact;

import java.util.Arrays;

/**
 * One series on a grid of even steps, cut at the end of observation. Missing steps are NaN.
 *
 * @param start epoch milliseconds of the first step
 * @param step milliseconds between steps
 * @param values one value a step
 * @param change index of the first step at or after the change
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not handed out of the package.
record Course(long start, long step, double[] values, int change) {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int LEAST_STEPS_PER_DAY = 24;
    private static final int MOST_STEPS = 5_000_000;

    /** Puts the rows up to {@code observedUntil} on a grid; the step is the median distance between rows. */
    static Course of(long[] times, double[] values, long changeAt, long observedUntil) {
        int rows = 0;
        while (rows < times.length && times[rows] <= observedUntil) {
            rows++;
        }
        if (rows < 2) {
            return new Course(changeAt, 1, new double[0], 0);
        }
        long step = step(times, rows);
        long span = (times[rows - 1] - times[0]) / step;
        if (span >= MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the series spans " + span + " steps of " + step + " ms, at most " + MOST_STEPS + " are read");
        }
        double[] grid = new double[(int) span + 1];
        Arrays.fill(grid, Double.NaN);
        for (int i = 0; i < rows; i++) {
            if (Double.isFinite(values[i])) {
                grid[(int) ((times[i] - times[0]) / step)] = values[i];
            }
        }
        long before = changeAt <= times[0] ? 0 : (changeAt - times[0] + step - 1) / step;
        return new Course(times[0], step, grid, (int) Math.min(grid.length, before));
    }

    private static long step(long[] times, int rows) {
        long[] gaps = new long[rows - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
            if (gaps[i] <= 0) {
                throw new IllegalArgumentException("times must increase, but " + times[i + 1] + " follows " + times[i]);
            }
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /** Returns the number of steps, those after the change included. */
    int size() {
        return values.length;
    }

    /** Returns the number of steps with a value in {@code [from, to)}. */
    int present(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(values[i]) ? 0 : 1;
        }
        return count;
    }

    /** Returns the number of steps after the change. */
    int horizon() {
        return values.length - change;
    }

    /** Returns the number of steps in a day, 0 if a day is not a whole number of steps. */
    int stepsPerDay() {
        return DAY_MILLIS % step == 0 ? (int) (DAY_MILLIS / step) : 0;
    }

    /** Tells whether history is long enough to compare the times of a day with those of other days. */
    boolean hasRhythm() {
        int day = stepsPerDay();
        return day >= LEAST_STEPS_PER_DAY && change >= day + day / 2;
    }

    /** Returns the epoch milliseconds of a step. */
    long timeOf(int index) {
        return start + index * step;
    }
}
