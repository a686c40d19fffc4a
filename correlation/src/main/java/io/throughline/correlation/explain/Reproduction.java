package io.throughline.correlation.explain;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to read in order to see for oneself.
 *
 * @param entity whose telemetry, as {@code WindowQuery} takes it
 * @param subject the series' metric with its dimensions, or the id of an event
 * @param span which time, UTC
 * @param link the vendor's page, or null if there is none
 */
public record Reproduction(
        EntityId entity,
        String subject,
        TimeWindow span,
        @Nullable URI link) {

    public Reproduction {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(span, "span");
    }
}
