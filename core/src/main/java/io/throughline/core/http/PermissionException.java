package io.throughline.core.http;

/** A vendor accepts the credential but does not allow the call (403). */
public final class PermissionException extends ResponseException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public PermissionException(CallInfo call, ErrorDetails details) {
        super(Category.PERMISSION, call, details);
    }
}
