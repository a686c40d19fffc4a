package io.throughline.correlation.detect;

import java.util.Arrays;

/** What is known of each step beside its baseline. NaN where there are no data, except for what is expected. */
final class Columns {

    /** What is expected, in the signal's measure. */
    final double[] expected;
    /** Distance from it in standard deviations of the model, not yet of the series. */
    final double[] scores;
    /** Distance at which the least shift that matters would be. */
    final double[] relevant;
    /** COUNT: real items; SHARE: those that failed; DISTRIBUTION: those that were slow. */
    final double[] items;
    /** How many of those are expected. */
    final double[] usual;
    /** SHARE and DISTRIBUTION: out of how many. */
    final double[] attempts;

    Columns(int size) {
        this.expected = missing(size);
        this.scores = missing(size);
        this.relevant = missing(size);
        this.items = missing(size);
        this.usual = missing(size);
        this.attempts = missing(size);
    }

    private static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
