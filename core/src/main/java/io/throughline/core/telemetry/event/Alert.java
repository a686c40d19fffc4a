package io.throughline.core.telemetry.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One life-cycle of an alert rule on one target. The header's start is when it fired, its end when it was resolved or,
 * while it is not, when the vendor last changed it.
 *
 * @param header what all events have
 * @param rule name of the rule
 * @param severity the rule's severity
 * @param state where in its life-cycle the alert is
 * @param condition the condition that held, in the vendor's words, or null
 * @param resolvedAt when it was resolved, UTC, or null while it is not
 */
public record Alert(
        EventHeader header,
        String rule,
        Severity severity,
        State state,
        @Nullable String condition,
        @Nullable Instant resolvedAt)
        implements Event {

    /** Where in its life-cycle an alert is. */
    public enum State {
        FIRED,
        ACKNOWLEDGED,
        RESOLVED
    }

    public Alert {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(state, "state");
    }

    @Override
    public EventKind kind() {
        return EventKind.ALERT;
    }
}
