package io.throughline.correlation.detect;

import java.util.Arrays;

/** What is known of each step beside its baseline. NaN where there are no data, except for what is expected. */
final class Columns {

    private static final double[] NONE = new double[0];

    /** What is expected, in the signal's measure. */
    final double[] expected;
    /** Distance from it in standard deviations of the model, not yet of the series. */
    final double[] scores;
    /** Distance at which the least shift that matters would be; once scaled, what the cumulative sum allows: half of it. */
    final double[] relevant;
    /** COUNT: real items; SHARE: those that failed; DISTRIBUTION: those that were slow. */
    final double[] items;
    /** How many of those are expected. */
    final double[] usual;
    /** SHARE and DISTRIBUTION: out of how many. */
    final double[] attempts;

    Columns(Model model, int size) {
        this.expected = missing(size);
        this.scores = missing(size);
        this.relevant = missing(size);
        // What a model has not is missing at all steps.
        boolean levels = model == Model.LEVEL || model == Model.UTILIZATION;
        this.attempts = missing(size);
        this.items = levels ? attempts : missing(size);
        this.usual = levels ? attempts : missing(size);
    }

    private Columns(double[] expected, double[] scores) {
        this.expected = expected;
        this.scores = scores;
        this.relevant = NONE;
        this.items = NONE;
        this.usual = NONE;
        this.attempts = NONE;
    }

    /** Returns what is expected and the scores, and nothing else. */
    Columns result() {
        return new Columns(expected, scores);
    }

    /** Copies a range of steps. */
    void copy(Columns other, int from, int to) {
        System.arraycopy(expected, from, other.expected, from, to - from);
        System.arraycopy(scores, from, other.scores, from, to - from);
        System.arraycopy(relevant, from, other.relevant, from, to - from);
        System.arraycopy(items, from, other.items, from, to - from);
        System.arraycopy(usual, from, other.usual, from, to - from);
        System.arraycopy(attempts, from, other.attempts, from, to - from);
    }

    private static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
