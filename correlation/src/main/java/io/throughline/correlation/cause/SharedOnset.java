package io.throughline.correlation.cause;

import io.throughline.correlation.statistics.Medians;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one moment at which most courses of a system changed: that at which the squared standard scores of Pettitt's
 * rank statistic ("A non-parametric approach to the change-point problem", Applied Statistics 28, 1979), summed over the
 * courses, are largest. Ranks make a course that ran away count no more than one that moved for good.
 */
public final class SharedOnset {

    /** Share of instants at either end at which no change is looked for, as a few values say little. */
    private static final double MARGIN = 0.03;

    private static final int LEAST_MARGIN = 10;
    /** A course of which more than this share is missing says nothing. */
    private static final double MISSING = 0.2;

    private SharedOnset() {}

    /**
     * Returns the first instant after the change.
     *
     * @param courses at the same instants all, else those of the first count and others are read there
     * @return empty if there are too few instants, or nothing changed at all
     */
    public static Optional<Instant> find(List<Course> courses) {
        if (courses.isEmpty()) {
            return Optional.empty();
        }
        Course grid = courses.get(0);
        int n = grid.size();
        int margin = Math.max(LEAST_MARGIN, (int) (MARGIN * n));
        double[] sums = new double[Math.max(n, 1)];
        for (Course course : courses) {
            double[] values = values(course, grid);
            if (values.length == n && n > 0) {
                add(values, sums);
            }
        }
        int best = -1;
        for (int i = margin; i < n - margin; i++) {
            if (sums[i] > 0 && (best < 0 || sums[i] > sums[best])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(grid.epochMillis(best)));
    }

    private static double[] values(Course course, Course grid) {
        double[] values = new double[grid.size()];
        int missing = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = course.at(grid.epochMillis(i));
            missing += Double.isNaN(values[i]) ? 1 : 0;
        }
        if (missing > MISSING * values.length) {
            return new double[0];
        }
        double middle = Medians.median(values);
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? middle : value)
                .toArray();
    }

    private static void add(double[] values, double[] sums) {
        int n = values.length;
        double[] ranks = ranks(values);
        double sum = 0;
        for (int i = 1; i < n; i++) {
            sum += ranks[i - 1];
            double mean = i * (n + 1.0) / 2;
            double variance = i * (double) (n - i) * (n + 1) / 12;
            sums[i] += (sum - mean) * (sum - mean) / variance;
        }
    }

    /** Ranks from 1; equal values share the mean of theirs. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            int first = lower(sorted, values[i]);
            int last = lower(sorted, Math.nextUp(values[i])) - 1;
            ranks[i] = (first + last) / 2.0 + 1;
        }
        return ranks;
    }

    private static int lower(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
