package io.throughline.core.telemetry.event;

/** How bad the vendor says it is, from worst to least. */
public enum Severity {
    CRITICAL,
    ERROR,
    WARNING,
    INFORMATIONAL,
    VERBOSE,
    UNKNOWN
}
