package io.throughline.correlation.cause;

import java.time.Duration;

/**
 * How rival rollouts are weighed. The chances are of seeing a node fail if the rollout is the defective one.
 *
 * @param own chance that the node is the one that was changed, in {@code (0, 1)}
 * @param caller chance that the node calls the one that was changed, in {@code (0, 1)}
 * @param other chance that the node has nothing to do with it, in {@code (0, 1)}
 * @param reaction time in which a defect is usually noticed, positive
 */
public record RolloutConfig(double own, double caller, double other, Duration reaction) {

    public RolloutConfig {
        chance("own", own);
        chance("caller", caller);
        chance("other", other);
        if (reaction.isNegative() || reaction.isZero()) {
            throw new IllegalArgumentException("reaction must be positive, was " + reaction);
        }
    }

    private static void chance(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1), was " + value);
        }
    }

    /** Returns what holds unless somebody knows better. */
    public static RolloutConfig defaults() {
        return new RolloutConfig(0.7, 0.25, 0.05, Duration.ofMinutes(1));
    }
}
