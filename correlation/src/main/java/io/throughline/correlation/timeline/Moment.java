package io.throughline.correlation.timeline;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When something was, as far as is known: between two instants, not before one, or unknown; each with what it was taken
 * from, or why it is not known.
 *
 * @param earliest first instant at which it may have been, UTC, or null if it is unknown
 * @param latest last instant at which it may have been, UTC; null if it is unknown or has not been by {@code earliest}
 * @param basis one sentence for people without its full stop: what it was taken from, or why it is unknown
 * @param reference id of the episode or event it was taken from, or null
 */
public record Moment(
        @Nullable Instant earliest,
        @Nullable Instant latest,
        String basis,
        @Nullable String reference) {

    public Moment {
        Objects.requireNonNull(basis, "basis");
        if (latest != null && (earliest == null || latest.isBefore(earliest))) {
            throw new IllegalArgumentException("latest " + latest + " must not be before earliest " + earliest);
        }
    }

    /** Returns the statement that it was between two instants, both included. */
    public static Moment between(Instant earliest, Instant latest, String basis, @Nullable String reference) {
        return new Moment(earliest, latest, basis, reference);
    }

    /** Returns the statement that it has not been by an instant. */
    public static Moment notBefore(Instant instant, String basis) {
        return new Moment(instant, null, basis, null);
    }

    /** Returns the statement that nothing is known of it. */
    public static Moment unknown(String reason) {
        return new Moment(null, null, reason, null);
    }

    /** Tells whether both its bounds are known. */
    public boolean isKnown() {
        return earliest != null && latest != null;
    }
}
