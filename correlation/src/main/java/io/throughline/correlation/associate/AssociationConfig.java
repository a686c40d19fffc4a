package io.throughline.correlation.associate;

import java.time.Duration;
import java.util.Objects;

/**
 * How pairs are tested.
 *
 * @param maxLag largest lag that is looked at, to either side
 * @param maxHops largest distance in the topology between two entities that may be linked
 * @param minEffect least coefficient of correlation that matters, in {@code (0, 1)}
 * @param maxQ false discovery rate over all pairs
 * @param changeLookback how long before an episode a change is still tested against it
 */
public record AssociationConfig(Duration maxLag, int maxHops, double minEffect, double maxQ, Duration changeLookback) {

    public AssociationConfig {
        Objects.requireNonNull(maxLag, "maxLag");
        Objects.requireNonNull(changeLookback, "changeLookback");
        if (maxLag.isNegative() || maxHops < 0) {
            throw new IllegalArgumentException("maxLag and maxHops must not be negative: " + maxLag + ", " + maxHops);
        }
        if (!(minEffect > 0 && minEffect < 1) || !(maxQ > 0 && maxQ < 1)) {
            throw new IllegalArgumentException("minEffect and maxQ must be in (0, 1), were " + minEffect + ", " + maxQ);
        }
    }

    /** Returns what holds unless somebody knows better. */
    public static AssociationConfig defaults() {
        return new AssociationConfig(Duration.ofMinutes(30), 2, 0.3, 0.05, Duration.ofMinutes(60));
    }
}
