package io.throughline.core.telemetry.event;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds of events have. Instants carry at most microseconds; what the vendor gives more precisely is cut.
 *
 * @param entity the entity it happened to
 * @param environment the deployment environment, or null if unknown
 * @param start first instant it may have happened or begun, UTC
 * @param end last instant it may have happened or lasted, UTC, not before {@code start}; equal for an instant. What has
 *     no end yet ends with the latest instant at which it is known to have lasted
 * @param title one line for people, not blank
 * @param attributes whatever else the vendor says
 * @param provenance where it was read
 */
public record EventHeader(
        EntityId entity,
        @Nullable String environment,
        Instant start,
        Instant end,
        String title,
        Attributes attributes,
        Provenance provenance) {

    public EventHeader {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(provenance, "provenance");
        start = start.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        end = end.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    provenance.stream() + "#" + provenance.vendorId() + " ends " + end + " before it starts " + start);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException(
                    "title of " + provenance.stream() + "#" + provenance.vendorId() + " must not be blank");
        }
    }
}
