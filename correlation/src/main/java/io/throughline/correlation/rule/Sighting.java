package io.throughline.correlation.rule;

import io.throughline.core.telemetry.EntityId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that met a condition: the evidence of a firing.
 *
 * @param id the episode's or event's own id; for levels and repeated events an id made of the series or the entity
 *     and the beginning, the same in every window that holds the beginning
 * @param entity where it was seen
 * @param earliest the first instant at which it may have begun, UTC
 * @param latest the last instant at which it may have begun, UTC
 * @param met when the condition was met by event time, UTC; the data may have come later
 * @param end when it was over, UTC, or null while it is not where the data end
 * @param says one line for people
 */
public record Sighting(
        String id,
        EntityId entity,
        Instant earliest,
        Instant latest,
        Instant met,
        @Nullable Instant end,
        String says) implements Comparable<Sighting> {

    public Sighting {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(met, "met");
        Objects.requireNonNull(says, "says");
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException(id + " cannot begin by " + latest + ", before " + earliest);
        }
    }

    /** Orders by the first instant at which it may have begun, then by id and entity. */
    @Override
    public int compareTo(Sighting other) {
        int order = earliest.compareTo(other.earliest);
        order = order != 0 ? order : id.compareTo(other.id);
        return order != 0 ? order : entity.compareTo(other.entity);
    }
}
