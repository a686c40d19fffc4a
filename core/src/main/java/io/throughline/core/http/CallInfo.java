package io.throughline.core.http;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which call to a vendor failed.
 *
 * @param source the vendor's id: {@code sentry}, {@code jira}…
 * @param operation what it was for, in a few words: {@code list issues}
 * @param method the HTTP method, or null if no request was built
 * @param address where it went, without secrets, or null
 * @param attempts how often it was tried
 * @param elapsed time from the first attempt to the failure, waits included
 */
public record CallInfo(
        String source,
        String operation,
        @Nullable String method,
        @Nullable String address,
        int attempts,
        Duration elapsed) {

    public CallInfo {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** Returns a description of a call over HTTP; the address is kept without its secrets. */
    public static CallInfo of(String source, String operation, String method, URI uri, int attempts, Duration elapsed) {
        return new CallInfo(source, operation, method, Redaction.of(uri), attempts, elapsed);
    }

    /** Returns the beginning of a message: vendor, operation, method and address. */
    @Override
    public String toString() {
        return source + ": " + operation + " failed"
                + (method == null || address == null ? "" : ": " + method + " " + address)
                + (attempts > 1 ? " (" + attempts + " attempts in " + seconds() + " s)" : "");
    }

    private String seconds() {
        return String.valueOf(Math.round(elapsed.toMillis() / 100.0) / 10.0);
    }
}
