package io.throughline.correlation.impact;

import java.util.Arrays;

/** Judges whether one metric left its normal course after a change. */
public final class ChangeImpact {

    private static final int[] LENGTHS = {1, 3, 10, 40};
    private static final int STRIDE = 5;
    private static final int LEAST_QUIET = 20;

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
        if (horizon < 1 || course.change() < horizon + STRIDE * LEAST_QUIET) {
            return new Impact(ImpactState.UNKNOWN, 0);
        }
        double[] seasonal =
                Expectations.difference(course.values(), Expectations.sameTimeOfOtherDays(course));
        double[] levelled = Expectations.difference(seasonal, Expectations.trailingMedian(seasonal, 60));
        double[] local =
                Expectations.difference(course.values(), Expectations.trailingMedian(course.values(), 10));
        double sum = 0;
        int count = 0;
        for (double[] residuals : new double[][] {levelled, local}) {
            for (int length : LENGTHS) {
                double excess = excess(new WindowMeans(residuals, Math.min(length, horizon)), course);
                if (!Double.isNaN(excess)) {
                    sum += Math.min(3, Math.max(-3, excess));
                    count++;
                }
            }
        }
        if (count == 0) {
            return new Impact(ImpactState.UNKNOWN, 0);
        }
        double score = 1 / (1 + StrictMath.exp(-3 * (sum / count - 0.35)));
        return new Impact(score >= 0.5 ? ImpactState.ABNORMAL : ImpactState.NORMAL, score);
    }

    private static double excess(WindowMeans means, Course course) {
        int horizon = course.horizon();
        int observed = means.furthest(course.change(), course.size());
        if (observed < 0) {
            return Double.NaN;
        }
        double[] quiet = new double[course.change() / STRIDE + 1];
        int count = 0;
        for (int from = 0; from + horizon <= course.change(); from += STRIDE) {
            int end = means.furthest(from, from + horizon);
            if (end >= 0) {
                quiet[count++] = Math.abs(means.before(end));
            }
        }
        if (count < LEAST_QUIET) {
            return Double.NaN;
        }
        Arrays.sort(quiet, 0, count);
        double high = quiet[(int) (0.9 * (count - 1))];
        double value = Math.abs(means.before(observed));
        return value == 0 ? -3 : high == 0 ? 3 : StrictMath.log(value / high);
    }
}
