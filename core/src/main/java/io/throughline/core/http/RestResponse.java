package io.throughline.core.http;

import java.net.URI;
import java.util.Objects;

/**
 * A successful answer.
 *
 * @param body what the body said
 * @param status the HTTP status, 200 to 299
 * @param headers the header fields
 * @param uri where it came from in the end, after redirects within the origin
 */
public record RestResponse<T>(T body, int status, Headers headers, URI uri) {

    public RestResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(uri, "uri");
    }

    @Override
    public String toString() {
        return "RestResponse[" + status + " from " + Redaction.of(uri) + "]";
    }
}
