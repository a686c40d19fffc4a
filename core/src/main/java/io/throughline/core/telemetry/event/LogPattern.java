package io.throughline.core.telemetry.event;

import java.util.Objects;

/**
 * Log lines of one shape within a window of the grid.
 *
 * @param header what all events have; start and end bound the lines seen
 * @param template the shape, variables masked
 * @param severity the lines' level
 * @param occurrences number of lines, weighted by sampling
 */
public record LogPattern(EventHeader header, String template, Severity severity, long occurrences) implements Event {

    public LogPattern {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(severity, "severity");
    }

    @Override
    public EventKind kind() {
        return EventKind.LOG_PATTERN;
    }
}
