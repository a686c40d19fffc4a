package io.throughline.core.telemetry.event;

/** The kinds of events; a {@code switch} expression over them without {@code default} is checked for completeness. */
public enum EventKind {
    ERROR_ISSUE,
    ALERT,
    TICKET,
    CHANGE,
    HEALTH_TRANSITION,
    LOG_PATTERN,
    SLOW_QUERY
}
