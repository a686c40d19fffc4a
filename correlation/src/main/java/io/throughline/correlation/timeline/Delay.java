package io.throughline.correlation.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long it took from one moment to another, which are intervals themselves. Negative if the other came first.
 *
 * @param least the shortest time it may have taken
 * @param most the longest time it may have taken, or null if the other moment had not come by then
 */
public record Delay(Duration least, @Nullable Duration most) {

    public Delay {
        Objects.requireNonNull(least, "least");
        if (most != null && most.compareTo(least) < 0) {
            throw new IllegalArgumentException("most " + most + " must not be less than least " + least);
        }
    }

    /** Returns the time between two moments, or null if nothing is known of one of them. */
    static @Nullable Delay between(Moment from, Moment to) {
        Instant begun = from.latest();
        Instant sooner = from.earliest();
        Instant reached = to.earliest();
        if (begun == null || sooner == null || reached == null) {
            return null;
        }
        Instant latest = to.latest();
        return new Delay(Duration.between(begun, reached), latest == null ? null : Duration.between(sooner, latest));
    }
}
