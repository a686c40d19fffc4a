package io.throughline.correlation.rank;

import java.time.Duration;
import java.util.Objects;

/**
 * How candidate causes are weighed.
 *
 * @param changeLookback how long before the first episode a change may lie
 * @param proximity time over which a change's suspicion falls to its e-th part
 * @param unknown score that the best candidate must reach, else the cause is unknown, in {@code (0, 1)}
 */
public record RankingConfig(Duration changeLookback, Duration proximity, double unknown) {

    public RankingConfig {
        Objects.requireNonNull(changeLookback, "changeLookback");
        if (proximity.isNegative() || proximity.isZero()) {
            throw new IllegalArgumentException("proximity must be positive, was " + proximity);
        }
        if (!(unknown > 0 && unknown < 1)) {
            throw new IllegalArgumentException("unknown must be in (0, 1), was " + unknown);
        }
    }

    /** Returns what holds unless somebody knows better. */
    public static RankingConfig defaults() {
        return new RankingConfig(Duration.ofMinutes(60), Duration.ofMinutes(20), 0.3);
    }
}
