package io.throughline.correlation.impact;

/**
 * How a metric fared after a change.
 *
 * @param state what can be said
 * @param score in {@code [0, 1]}; 0.5 or more means that the metric left its normal course
 */
public record Impact(ImpactState state, double score) {

    public Impact {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1], was " + score);
        }
    }
}
