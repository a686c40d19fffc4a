package io.throughline.core.webhook;

import io.throughline.core.ThroughlineException;

/** A webhook's delivery is not signed, or not by who knows the secret. Answer 401 and read none of it. */
public final class InvalidSignatureException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    InvalidSignatureException(String source, String details) {
        super(Category.CREDENTIALS, source + ": webhook refused: " + details, null);
    }
}
