package io.throughline.core.http;

/** What was asked for does not exist, or may not be seen (404, 410). */
public final class NotFoundException extends ResponseException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public NotFoundException(CallInfo call, ErrorDetails details) {
        super(Category.CALLER, call, details);
    }
}
