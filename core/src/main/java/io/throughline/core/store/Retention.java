package io.throughline.core.store;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept how long, by age of event time.
 *
 * @param raw how long points are kept as they were read
 * @param step to which older points are rolled up, dividing a day; series of this step or a coarser one stay as they are
 * @param keep how long telemetry is kept at all, at least {@code raw}, or null for ever
 * @param history how long replaced versions and tombstones are kept, by the age of their replacement
 */
public record Retention(
        Duration raw, Duration step, @Nullable Duration keep, Duration history) {

    /** Thirty days as read, hours after that, thirteen months in all; versions for thirty days. */
    public static Retention ofDefaults() {
        return new Retention(Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(396), Duration.ofDays(30));
    }

    public Retention {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(history, "history");
        if (raw.isNegative() || history.isNegative()) {
            throw new IllegalArgumentException("raw and history must not be negative, were " + raw + ", " + history);
        }
        long millis = step.toMillis();
        if (millis <= 0 || Duration.ofDays(1).toMillis() % millis != 0) {
            throw new IllegalArgumentException("step must divide a day, was " + step);
        }
        if (keep != null && keep.compareTo(raw) < 0) {
            throw new IllegalArgumentException("keep must be at least raw, was " + keep + " against " + raw);
        }
    }
}
