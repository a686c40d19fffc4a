package io.throughline.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last runs of a stream went, on which its schedule rests.
 *
 * @param failures how many in a row failed; 0 after one that went well
 * @param retryAt before when a scheduled run should not try again, UTC, or null
 * @param succeededAt when the last run began that read all that was new, by the sync's clock, UTC, or null if none did
 */
public record Attempts(
        int failures, @Nullable Instant retryAt, @Nullable Instant succeededAt) {

    public Attempts {
        if (failures < 0) {
            throw new IllegalArgumentException("failures must not be negative, was " + failures);
        }
    }

    /** Returns the record of a stream that was never tried. */
    public static Attempts none() {
        return new Attempts(0, null, null);
    }
}
