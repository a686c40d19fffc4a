package io.throughline.sentry.webhook;

import io.throughline.core.ThroughlineException;

/** A delivery is signed, but its timestamp is missing or too far from now. Read none of it. */
public final class StaleHookException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    StaleHookException(String details) {
        super(Category.CALLER, "sentry: webhook refused: " + details, null);
    }
}
