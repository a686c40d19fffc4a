package io.throughline.core.telemetry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resource's health, as its platform sees it, changed.
 *
 * @param header what all events have
 * @param previous the health before, or null if unknown
 * @param current the health since then
 * @param cause the platform's words on why, or null
 */
public record HealthTransition(
        EventHeader header,
        @Nullable Health previous,
        Health current,
        @Nullable String cause) implements Event {

    /** A platform's view of a resource. */
    public enum Health {
        AVAILABLE,
        DEGRADED,
        UNAVAILABLE,
        UNKNOWN
    }

    public HealthTransition {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(current, "current");
    }

    @Override
    public EventKind kind() {
        return EventKind.HEALTH_TRANSITION;
    }
}
