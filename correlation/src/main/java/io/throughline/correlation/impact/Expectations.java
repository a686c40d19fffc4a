package io.throughline.correlation.impact;

import java.util.Arrays;

/** What a course was expected to be, step by step. NaN where nothing can be expected. */
final class Expectations {

    /** Steps to either side of the same time of another day that are taken with it. */
    private static final int NEIGHBOURS = 2;

    private Expectations() {}

    /**
     * Returns for each step the median of the same time of the other days before the change, neighbours included. A step
     * never takes part in its own expectation; steps after the change take part in none.
     */
    static double[] sameTimeOfOtherDays(Course course) {
        int day = course.stepsPerDay();
        double[] expected = new double[course.size()];
        if (day == 0 || course.change() <= day) {
            Arrays.fill(expected, Double.NaN);
            return expected;
        }
        double[] values = course.values();
        double[] others = new double[(course.size() / day + 2) * (2 * NEIGHBOURS + 1)];
        for (int t = 0; t < expected.length; t++) {
            int count = 0;
            for (int centre = t % day; centre < course.change() + NEIGHBOURS; centre += day) {
                if (centre == t) {
                    continue;
                }
                int to = Math.min(course.change(), centre + NEIGHBOURS + 1);
                for (int i = Math.max(0, centre - NEIGHBOURS); i < to; i++) {
                    if (!Double.isNaN(values[i])) {
                        others[count++] = values[i];
                    }
                }
            }
            expected[t] = median(others, count);
        }
        return expected;
    }

    /** Returns for each step the median of the steps before it; NaN where fewer than half of them have a value. */
    static double[] trailingMedian(double[] values, int width) {
        double[] expected = new double[values.length];
        double[] recent = new double[width];
        for (int t = 0; t < values.length; t++) {
            int count = 0;
            for (int i = Math.max(0, t - width); i < t; i++) {
                if (!Double.isNaN(values[i])) {
                    recent[count++] = values[i];
                }
            }
            expected[t] = 2 * count < width ? Double.NaN : median(recent, count);
        }
        return expected;
    }

    private static double median(double[] buffer, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(buffer, 0, count);
        return (buffer[(count - 1) / 2] + buffer[count / 2]) / 2;
    }

    /** Returns {@code a - b}. */
    static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }
}
