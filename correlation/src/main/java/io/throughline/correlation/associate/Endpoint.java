package io.throughline.correlation.associate;

import io.throughline.core.telemetry.EntityId;
import java.time.Instant;
import java.util.Objects;

/**
 * One end of a correlation: an episode or an event.
 *
 * @param kind which of the two
 * @param id the episode's or event's id
 * @param entity what it happened to
 * @param label a few words for people
 * @param at onset of the episode or start of the event, UTC
 */
public record Endpoint(Kind kind, String id, EntityId entity, String label, Instant at) {

    /** What stands at the end. */
    public enum Kind {
        EPISODE,
        EVENT
    }

    public Endpoint {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(at, "at");
    }
}
