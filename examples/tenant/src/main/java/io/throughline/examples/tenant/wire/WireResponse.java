package io.throughline.examples.tenant.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param status HTTP status
 * @param headers in the order sent
 * @param body writes the body; called at most once
 */
public record WireResponse(int status, Map<String, String> headers, Body body) {

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {

        /** Writes all of it; the stream is closed by the server. */
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Body EMPTY = out -> {};

    /** Returns an answer without a body. */
    public static WireResponse empty(int status) {
        return new WireResponse(status, Map.of(), EMPTY);
    }

    /** Returns an answer of a text. */
    public static WireResponse text(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new WireResponse(status, Map.of("Content-Type", contentType), out -> out.write(bytes));
    }

    /** Returns an answer of JSON. */
    public static WireResponse json(int status, Object value) {
        byte[] bytes = Json.bytes(value);
        return new WireResponse(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), out -> out.write(bytes));
    }

    /** Returns an answer of JSON that is written as it is computed. */
    public static WireResponse streamed(Body body) {
        return new WireResponse(200, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    /** Returns the same answer with one more header. */
    public WireResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireResponse(status, more, body);
    }

    boolean isEmpty() {
        return body == EMPTY;
    }
}
