package io.throughline.core.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The answer to one HTTP exchange, read to its end. Immutable. */
public final class TransportResponse {

    private final int status;
    private final Headers headers;
    private final byte[] body;

    private TransportResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Makes an answer.
     *
     * @param body as it came over the wire; kept, so the caller must not write it afterwards
     */
    public static TransportResponse owning(int status, Headers headers, byte[] body) {
        return new TransportResponse(status, Objects.requireNonNull(headers, "headers"), body);
    }

    /** Makes an answer with a text, for tests. */
    public static TransportResponse of(int status, Headers headers, String body) {
        return owning(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the status code. */
    public int status() {
        return status;
    }

    /** Returns the header fields. */
    public Headers headers() {
        return headers;
    }

    /** Returns a copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    byte[] ownBody() {
        return body;
    }

    @Override
    public String toString() {
        return "TransportResponse[" + status + ", " + body.length + " bytes]";
    }
}
