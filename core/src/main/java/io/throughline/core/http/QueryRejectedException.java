package io.throughline.core.http;

/** A vendor does not understand or refuses what was asked (400, 422). */
public final class QueryRejectedException extends ResponseException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public QueryRejectedException(CallInfo call, ErrorDetails details) {
        super(Category.CALLER, call, details);
    }
}
