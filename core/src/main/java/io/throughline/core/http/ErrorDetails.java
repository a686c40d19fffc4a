package io.throughline.core.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered instead of success.
 *
 * @param status the HTTP status
 * @param code the vendor's own code, or null
 * @param message the vendor's words, or null
 * @param requestId the vendor's id of the request, to quote to its support, or null
 * @param remedy what to do, or null
 * @param excerpt the beginning of the body as one line, without secrets; may be empty
 */
public record ErrorDetails(
        int status,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable String remedy,
        String excerpt) {

    public ErrorDetails {
        Objects.requireNonNull(excerpt, "excerpt");
    }

    /** Returns the details as the rest of a message. */
    @Override
    public String toString() {
        String words = message != null ? Redaction.line(message) : excerpt;
        return status
                + (words.isEmpty() ? "" : " " + words)
                + (code == null ? "" : " (" + Redaction.line(code) + ")")
                + (requestId == null ? "" : "; request id " + Redaction.line(requestId))
                + (remedy == null ? "" : "; " + remedy);
    }
}
