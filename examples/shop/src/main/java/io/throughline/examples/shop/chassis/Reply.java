package io.throughline.examples.shop.chassis;

import java.util.Objects;

/**
 * The answer of an operation.
 *
 * @param status HTTP status code
 * @param body text, sent as UTF-8
 */
public record Reply(int status, String body) {
    /** Checks the body. */
    public Reply {
        Objects.requireNonNull(body, "body");
    }

    /** A 200 with this body. */
    public static Reply ok(String body) {
        return new Reply(200, body);
    }

    /** A 404 with this text. */
    public static Reply notFound(String what) {
        return new Reply(404, what);
    }
}
