package io.throughline.core.http;

/** A vendor does not accept the credential (401). */
public final class AuthenticationException extends ResponseException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public AuthenticationException(CallInfo call, ErrorDetails details) {
        super(Category.CREDENTIALS, call, details);
    }
}
