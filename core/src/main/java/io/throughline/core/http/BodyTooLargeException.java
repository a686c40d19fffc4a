package io.throughline.core.http;

import java.io.IOException;

/** An answer's body is larger than allowed; reading stopped there. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception for a bound in bytes. */
    public BodyTooLargeException(long maxBytes) {
        super("the body is larger than the " + maxBytes + " bytes allowed");
    }
}
