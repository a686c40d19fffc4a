package io.throughline.correlation.impact;

import java.util.ArrayList;
import java.util.List;

/** Judges whether one metric left its normal course after a change. */
public final class ChangeImpact {

    private static final int[] LENGTHS = {1, 3, 10, 30};
    private static final int LEAST_QUIET = 6;
    private static final double THRESHOLD = 0.285;

    private ChangeImpact() {}

    /**
     * Compares the course after a change with what history led to expect.
     *
     * @param times epoch milliseconds, increasing
     * @param values one per time; NaN is missing
     * @param changeAt epoch milliseconds of the change
     * @param observedUntil epoch milliseconds of the last row that is read
     */
    public static Impact assess(long[] times, double[] values, long changeAt, long observedUntil) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
        }
        if (observedUntil < changeAt) {
            throw new IllegalArgumentException("observedUntil " + observedUntil + " is before changeAt " + changeAt);
        }
        Course course = Course.of(times, values, changeAt, observedUntil);
        int horizon = course.horizon();
        if (horizon < 1 || course.change() < horizon * LEAST_QUIET) {
            return new Impact(ImpactState.UNKNOWN, 0);
        }
        List<Measure> measures = new ArrayList<>();
        for (double[] residuals : Residuals.of(course)) {
            measure(residuals, course, measures);
            if (course.hasRhythm()) {
                measure(Spread.byTimeOfDay(residuals, course.change(), course.stepsPerDay()), course, measures);
            }
        }
        double sum = 0;
        int count = 0;
        for (Measure measure : measures) {
            double excess = measure.excess(course.change());
            if (!Double.isNaN(excess)) {
                sum += excess;
                count++;
            }
        }
        if (count == 0) {
            return new Impact(ImpactState.UNKNOWN, 0);
        }
        double excess = sum / count;
        double score = excess < THRESHOLD ? excess / THRESHOLD / 2 : (1 + (excess - THRESHOLD) / (1 - THRESHOLD)) / 2;
        return new Impact(score >= 0.5 ? ImpactState.ABNORMAL : ImpactState.NORMAL, score);
    }

    private static void measure(double[] residuals, Course course, List<Measure> measures) {
        for (int length : LENGTHS) {
            if (length <= course.horizon()) {
                measures.add(new Measure(residuals, length, course.change(), course.horizon()));
            }
        }
    }
}
