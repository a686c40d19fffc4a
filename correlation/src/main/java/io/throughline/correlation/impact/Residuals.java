package io.throughline.correlation.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is left of a course when its expectation is taken away: the rhythm of the day, and how the last steps already
 * differed from it. Each way of expecting sees another kind of departure: the rhythm alone sees slow ones, the level of the
 * last hour sharper ones, that of the last minutes the sharpest.
 */
final class Residuals {

    /** Steps on whose level a residual is judged; an hour and twenty minutes of a series of minutes. */
    private static final int[] LEVEL_STEPS = {60, 20};

    /** Half the width, in steps, of the median that stands for a time of day on another day. */
    private static final int REACH = 2;

    private Residuals() {}

    /** Returns residuals in the unit of the series, NaN where there is no value or no expectation. */
    static List<double[]> of(Course course, double[] rhythm) {
        List<double[]> all = new ArrayList<>();
        double[] base = course.values();
        if (course.hasRhythm()) {
            base = minus(base, rhythm);
            all.add(base);
        }
        for (int steps : LEVEL_STEPS) {
            all.add(minus(base, trailingMedian(base, steps)));
        }
        return all;
    }

    /** Returns what the time of day leads to expect, step by step; zero if history is too short to know. */
    static double[] rhythm(Course course) {
        return course.hasRhythm() ? otherDays(course) : new double[course.size()];
    }

    /**
     * Returns the median over the other days of the values about the same time of day. No step takes part in its own
     * expectation, and none after the change in any.
     */
    private static double[] otherDays(Course course) {
        double[] smooth = centredMedian(course.values(), course.change());
        int day = course.stepsPerDay();
        double[] expected = new double[course.size()];
        double[] days = new double[course.size() / day + 2];
        for (int t = 0; t < expected.length; t++) {
            int count = 0;
            for (int i = t % day; i < smooth.length; i += day) {
                if (i != t && !Double.isNaN(smooth[i])) {
                    days[count++] = smooth[i];
                }
            }
            Arrays.sort(days, 0, count);
            expected[t] = count == 0 ? Double.NaN : (days[(count - 1) / 2] + days[count / 2]) / 2;
        }
        return expected;
    }

    private static double[] centredMedian(double[] values, int size) {
        double[] smooth = new double[size];
        SortedWindow window = new SortedWindow(2 * REACH + 1);
        for (int i = 0; i < size + REACH; i++) {
            if (i > 2 * REACH) {
                window.remove(values[i - 2 * REACH - 1]);
            }
            if (i < size) {
                window.add(values[i]);
            }
            if (i >= REACH) {
                smooth[i - REACH] = window.median();
            }
        }
        return smooth;
    }

    /** Returns for each step the median of the steps before it; NaN where fewer than half of them have a value. */
    static double[] trailingMedian(double[] values, int width) {
        double[] medians = new double[values.length];
        SortedWindow window = new SortedWindow(width);
        for (int t = 0; t < values.length; t++) {
            medians[t] = 2 * window.count() < width ? Double.NaN : window.median();
            if (t >= width) {
                window.remove(values[t - width]);
            }
            window.add(values[t]);
        }
        return medians;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }
}
