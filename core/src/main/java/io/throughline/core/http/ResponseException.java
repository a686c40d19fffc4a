package io.throughline.core.http;

/** A vendor answered, but not with success. */
public class ResponseException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorDetails details;

    /** Creates an exception. */
    public ResponseException(Category category, CallInfo call, ErrorDetails details) {
        super(category, call, details.toString(), null);
        this.details = details;
    }

    /** Returns what the vendor answered. */
    public ErrorDetails details() {
        return details;
    }

    /** Returns the HTTP status. */
    public int status() {
        return details.status();
    }
}
