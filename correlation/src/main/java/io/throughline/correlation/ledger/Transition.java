package io.throughline.correlation.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of an incident.
 *
 * @param id the incident's own id
 * @param from its state before, or null if it is new
 * @param to its state now
 * @param at end of the window that told it, UTC
 * @param other of an incident that was merged the one that it belongs to, of a new one that was split off the one that it
 *     was part of; else null
 */
public record Transition(
        String id,
        @Nullable State from,
        State to,
        Instant at,
        @Nullable String other) {

    public Transition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(at, "at");
    }
}
