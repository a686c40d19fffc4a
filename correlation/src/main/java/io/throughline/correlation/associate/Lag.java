package io.throughline.correlation.associate;

import java.time.Duration;

/**
 * How long after the first thing the second came; negative if before. The bounds are never narrower than the coarser of
 * the two steps to either side.
 *
 * @param best most likely lag
 * @param least lower bound
 * @param most upper bound
 */
public record Lag(Duration best, Duration least, Duration most) {

    public Lag {
        if (least.compareTo(best) > 0 || best.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "lag must have least <= best <= most: " + least + ", " + best + ", " + most);
        }
    }

    /** Tells whether the second surely came after the first. */
    public boolean isSurelyPositive() {
        return !least.isNegative() && !least.isZero();
    }

    /** Tells whether the second surely came before the first. */
    public boolean isSurelyNegative() {
        return most.isNegative();
    }
}
