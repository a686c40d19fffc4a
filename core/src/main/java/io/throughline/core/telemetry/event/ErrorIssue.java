package io.throughline.core.telemetry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group of like exceptions. The header's start is the first occurrence, its end the last.
 *
 * @param header what all events have
 * @param key the short id people use, for example {@code ORDERS-4F}
 * @param type the exception's type, or null for a message
 * @param message the exception's text as the vendor keeps it, or null
 * @param culprit the place in the code or the operation, or null
 * @param severity the vendor's level
 * @param status the vendor's word: {@code unresolved}, {@code resolved}, {@code ignored}…
 * @param occurrences number of occurrences the vendor counted since the beginning
 * @param users number of users affected since the beginning, or null if unknown
 * @param firstRelease version in which it was first seen, or null
 * @param lastRelease version in which it was last seen, or null
 */
public record ErrorIssue(
        EventHeader header,
        String key,
        @Nullable String type,
        @Nullable String message,
        @Nullable String culprit,
        Severity severity,
        String status,
        long occurrences,
        @Nullable Long users,
        @Nullable String firstRelease,
        @Nullable String lastRelease)
        implements Event {

    public ErrorIssue {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(status, "status");
    }

    @Override
    public EventKind kind() {
        return EventKind.ERROR_ISSUE;
    }
}
