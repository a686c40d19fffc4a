package io.throughline.correlation.impact;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges whether one metric left its normal course after a change, from its own history alone.
 *
 * <p>The same question is put to the course after the change and to every stretch of history as long: how far do means over
 * windows of several lengths depart from what the rhythm of the day and the level just before lead to expect? The share of
 * the departure that goes beyond what is usual in history, and beyond what was seen just before the change, averaged over
 * all ways to look, is the evidence. It needs no unit, no threshold per metric and no distribution. Prompt departures weigh
 * more than late ones, because the first quarter and the first eighth of the observation are judged by themselves too.
 *
 * <p>Adding a constant to all values, multiplying them by a positive number or moving all times changes
 * nothing but the effect's unit. Takes memory for about a hundred numbers a step while it runs, keeps none. Thread-safe.
 */
public final class ChangeImpact {

    /** Window lengths in steps, about evenly spaced in their logarithm: from a single extreme to half an hour of minutes. */
    private static final int[] LENGTHS = {1, 3, 10, 30};

    /** Least history, in lengths of the observation. */
    private static final int LEAST_HISTORY = 6;

    /** Least number of steps with values that can be told from chance after the change. */
    private static final int LEAST_OBSERVED = 3;

    /** Evidence from which a course counts as abnormal. */
    private static final double THRESHOLD = 0.28;

    private final Course course;
    private final double[] rhythm;
    private final List<Measure> measures = new ArrayList<>();

    private ChangeImpact(Course course) {
        this.course = course;
        this.rhythm = Residuals.rhythm(course);
        for (double[] residuals : Residuals.of(course, rhythm)) {
            measure(residuals);
            if (course.hasRhythm()) {
                measure(Spread.byTimeOfDay(residuals, course.change(), course.stepsPerDay()));
            }
        }
    }

    /**
     * Compares the course after a change with what history leads to expect.
     *
     * <p>The step of the series is the median distance of its rows; rows are put on that grid, later ones of a step replace
     * earlier ones. Missing rows and values are left out: that a metric fell silent is not judged here.
     *
     * @param times epoch milliseconds, strictly increasing; read, not kept
     * @param values one per time, in any unit; NaN or infinite is missing; read, not kept
     * @param changeAt epoch milliseconds of the change; rows from then on are judged
     * @param observedUntil epoch milliseconds of the last row that is read; later rows have no influence
     * @return the judgement; {@link ImpactState#UNKNOWN} if history is shorter than six times the observation or fewer than
     *     three steps with values follow the change
     * @throws IllegalArgumentException if the arrays differ in length, times do not increase, the observation ends before
     *     the change, or the series spans more than five million steps
     */
    public static Impact assess(long[] times, double[] values, long changeAt, long observedUntil) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
        }
        if (observedUntil < changeAt) {
            throw new IllegalArgumentException("observedUntil " + observedUntil + " is before changeAt " + changeAt);
        }
        Course course = Course.of(times, values, changeAt, observedUntil);
        if (course.present(course.change(), course.size()) < LEAST_OBSERVED
                || course.present(0, course.change()) < (long) LEAST_HISTORY * course.horizon()) {
            return Impact.unknown(support(course, 0));
        }
        return new ChangeImpact(course).judge();
    }

    private void measure(double[] residuals) {
        for (int length : LENGTHS) {
            if (length <= course.horizon()) {
                measures.add(new Measure(residuals, length, course.change(), course.horizon()));
            }
        }
    }

    private Impact judge() {
        int horizon = course.horizon();
        double evidence = evidence(course.change());
        if (Double.isNaN(evidence)) {
            return Impact.unknown(support(course, 0));
        }
        int quiet = 0;
        int asBad = 0;
        int stride = Math.max(1, horizon / 4);
        for (int moment = course.change() - horizon; moment >= horizon; moment -= stride) {
            double there = evidence(moment);
            if (!Double.isNaN(there)) {
                quiet++;
                asBad += there >= evidence ? 1 : 0;
            }
        }
        boolean abnormal = evidence >= THRESHOLD;
        double score = abnormal
                ? 0.5 + 0.5 * (evidence - THRESHOLD) / (1 - THRESHOLD)
                : Math.min(Math.nextDown(0.5), 0.5 * evidence / THRESHOLD);
        Departure departure = new Departure(course, rhythm);
        Counterfactual counterfactual = departure.counterfactual(!abnormal);
        double effect = counterfactual.observed() - counterfactual.expected();
        effect = Double.isNaN(effect) ? 0 : effect;
        return new Impact(
                abnormal ? ImpactState.ABNORMAL : ImpactState.NORMAL,
                score,
                (1.0 + asBad) / (1.0 + quiet),
                abnormal ? departure.direction() : null,
                effect,
                departure.deviations(effect),
                abnormal ? departure.onset() : null,
                counterfactual,
                support(course, quiet));
    }

    /** The mean excess over all measures, in {@code [0, 1]}; NaN if none can tell. */
    private double evidence(int moment) {
        double sum = 0;
        int count = 0;
        for (Measure measure : measures) {
            double excess = measure.excess(moment);
            if (!Double.isNaN(excess)) {
                sum += excess;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static Support support(Course course, int quietMoments) {
        return new Support(
                course.present(0, course.change()),
                course.present(course.change(), course.size()),
                course.hasRhythm(),
                quietMoments);
    }
}
