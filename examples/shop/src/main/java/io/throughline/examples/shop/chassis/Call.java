package io.throughline.examples.shop.chassis;

import java.util.Objects;

/**
 * One incoming call.
 *
 * @param argument what follows the route's prefix in the path, percent-decoded; empty when nothing follows
 * @param body the request's body as UTF-8 text; empty when there is none
 */
public record Call(String argument, String body) {
    /** Checks that both parts are there. */
    public Call {
        Objects.requireNonNull(argument, "argument");
        Objects.requireNonNull(body, "body");
    }

    /** The {@code index}-th field of a body of the form {@code a|b|c}, counted from 0. */
    public String field(int index) {
        String[] fields = body.split("\\|", -1);
        if (index >= fields.length) {
            throw new IllegalArgumentException("field " + index + " is missing, the body has " + fields.length);
        }
        return fields[index];
    }
}
