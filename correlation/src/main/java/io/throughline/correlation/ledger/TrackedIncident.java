package io.throughline.correlation.ledger;

import io.throughline.correlation.Incident;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it was followed.
 *
 * @param id the id under which it was told of first; it stays, whatever later reports call it
 * @param latest what the latest report that had it said
 * @param state where it stands
 * @param firstTold end of the window in which it was told of first, UTC
 * @param other the incident that it became part of, or that it was taken for part of before; null if neither
 */
public record TrackedIncident(
        String id,
        Incident latest,
        State state,
        Instant firstTold,
        @Nullable String other) implements Comparable<TrackedIncident> {

    public TrackedIncident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(latest, "latest");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(firstTold, "firstTold");
    }

    /** Tells whether later reports may still speak of it. */
    public boolean isLive() {
        return state == State.OPEN || state == State.RECOVERING;
    }

    TrackedIncident as(Incident incident, State next) {
        return new TrackedIncident(id, incident, next, firstTold, other);
    }

    TrackedIncident ended(State next, @Nullable String into) {
        return new TrackedIncident(id, latest, next, firstTold, into == null ? other : into);
    }

    /** Orders by when they were told of first, then by id. */
    @Override
    public int compareTo(TrackedIncident that) {
        int order = firstTold.compareTo(that.firstTold);
        return order != 0 ? order : id.compareTo(that.id);
    }
}
