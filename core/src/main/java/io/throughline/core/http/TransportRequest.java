package io.throughline.core.http;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange to be made.
 *
 * @param method {@code GET}, {@code POST}…
 * @param uri absolute address
 * @param headers all fields to send
 * @param body text to send as UTF-8, or null for none
 * @param timeout total time from connecting to the last byte of the answer
 * @param maxBodyBytes the most bytes of the answer's body to accept, as they come over the wire
 */
public record TransportRequest(
        String method, URI uri, Headers headers, @Nullable String body, Duration timeout, long maxBodyBytes) {

    public TransportRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** Returns method and address without secrets. */
    @Override
    public String toString() {
        return method + " " + Redaction.of(uri);
    }
}
