package io.throughline.core.http;

import org.jspecify.annotations.Nullable;

/** A vendor's answer cannot be read. */
public final class MalformedResponseException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String excerpt;

    /**
     * Creates an exception.
     *
     * @param pointer where in the JSON (RFC 6901), empty for the whole
     * @param expected what was expected and what was found, one line
     * @param excerpt the beginning of the body as one line, without secrets; may be empty
     */
    public MalformedResponseException(
            CallInfo call, String pointer, String expected, String excerpt, @Nullable Throwable cause) {
        super(
                Category.DATA,
                call,
                "the answer cannot be read" + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + expected
                        + (excerpt.isEmpty() ? "" : "; it begins '" + excerpt + "'"),
                cause);
        this.pointer = pointer;
        this.excerpt = excerpt;
    }

    /** Returns where in the JSON, a pointer by RFC 6901; empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** Returns the beginning of the body as one line, without secrets; may be empty. */
    public String excerpt() {
        return excerpt;
    }
}
