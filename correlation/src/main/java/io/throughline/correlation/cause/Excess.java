package io.throughline.correlation.cause;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By how much a node's answers were worse than usual, bucket by bucket, in what users lose: seconds that all requests of a
 * bucket together took longer, or requests that failed more.
 */
final class Excess {

    /** Of a duration, what is no change: where durations hardly scatter, a twentieth. */
    private static final double OF_USUAL = 0.05;
    /** Fewer failures than this, more than usual, are one at most. */
    private static final double LEAST_FAILURES = 1.5;
    /** Stands for a change where failures came that never come: beyond any scatter. */
    private static final double SURE = 99;

    private final Course requests;
    private final Course values;
    private final boolean failures;
    private final double usual;
    private final double scatter;

    private Excess(Course requests, Course values, boolean failures, double usual, double scatter) {
        this.requests = requests;
        this.values = values;
        this.failures = failures;
        this.usual = usual;
        this.scatter = scatter;
    }

    /** Returns how to judge a node, or null if nothing is known of its usual answers. */
    static @Nullable Excess of(Measure.Answers answers, Symptom.Kind kind, Spans spans) {
        boolean failures = kind == Symptom.Kind.FAILURES;
        Course values = failures ? answers.failures() : answers.latency();
        if (values == null) {
            return null;
        }
        double[] reference = spans.reference(values);
        if (reference.length == 0) {
            return null;
        }
        if (failures) {
            double failed = 0;
            for (double share : reference) {
                failed += share;
            }
            return new Excess(answers.requests(), values, true, failed / reference.length, 0);
        }
        double usual = Medians.median(reference);
        double scatter = Math.max(Medians.deviation(reference, usual), OF_USUAL * usual);
        return new Excess(answers.requests(), values, false, usual, scatter);
    }

    /** What was lost in some buckets. */
    static final class Loss {

        private final double[] lost;
        private final double moved;

        private Loss(double[] lost, double moved) {
            this.lost = lost;
            this.moved = moved;
        }

        /** Returns what was lost in each bucket; below 0 where answers were better than usual. */
        double[] lost() {
            return lost.clone();
        }

        /** Returns by how many times the usual scatter the worst bucket was off. */
        double moved() {
            return moved;
        }

        double total() {
            double sum = 0;
            for (double one : lost) {
                sum += Math.max(0, one);
            }
            return sum;
        }
    }

    /**
     * Returns what was lost in buckets. What was as bad just before already is not new.
     *
     * @param before buckets just before
     * @param buckets to be judged
     */
    Loss in(long[] before, long[] buckets) {
        double level = Math.max(usual, levelOf(before));
        double[] lost = new double[buckets.length];
        double moved = 0;
        double sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            double value = values.at(buckets[i]);
            double weight = requests.at(buckets[i]);
            if (weight > 0 && !Double.isNaN(value)) {
                lost[i] = weight * (value - level);
                sum += Math.max(0, lost[i]);
                moved = Math.max(moved, scatter > 0 ? (value - level) / scatter : 0);
            }
        }
        return new Loss(lost, failures ? sum >= LEAST_FAILURES ? SURE : 0 : moved);
    }

    /** Returns the requests of some buckets. */
    double[] requests(long[] buckets) {
        return Arrays.stream(buckets)
                .mapToDouble(requests::at)
                .map(count -> Double.isNaN(count) ? 0 : count)
                .toArray();
    }

    private double levelOf(long[] before) {
        double sum = 0;
        double weights = 0;
        for (long at : before) {
            double weight = requests.at(at);
            double value = values.at(at);
            if (weight > 0 && !Double.isNaN(value)) {
                sum += weight * value;
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : usual;
    }
}
