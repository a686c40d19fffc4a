package io.throughline.core.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vendor's answer cannot be read. */
public final class MalformedResponseException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String expected;
    private final String excerpt;
    private final int status;
    private final @Nullable String requestId;

    /**
     * Creates an exception about what did not come as an answer to a call, or whose status is not known.
     *
     * @param pointer where in the JSON (RFC 6901), empty for the whole
     * @param expected what was expected and what was found, one line
     * @param excerpt the beginning of the body as one line, without secrets; may be empty
     */
    public MalformedResponseException(
            CallInfo call, String pointer, String expected, String excerpt, @Nullable Throwable cause) {
        this(call, pointer, expected, excerpt, 0, null, cause);
    }

    /**
     * Creates an exception about an answer.
     *
     * @param pointer where in the JSON (RFC 6901), empty for the whole
     * @param expected what was expected and what was found, and what to do, one line
     * @param excerpt the beginning of the body as one line, without secrets; may be empty
     * @param status the answer's HTTP status, or 0
     * @param requestId the vendor's id of the request, to quote to its support, or null
     */
    public MalformedResponseException(
            CallInfo call,
            String pointer,
            String expected,
            String excerpt,
            int status,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(
                Category.DATA,
                call,
                "the answer cannot be read" + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + expected
                        + (excerpt.isEmpty() ? "" : "; it begins '" + excerpt + "'")
                        + (status == 0 ? "" : "; status " + status)
                        + (requestId == null ? "" : "; request id " + Redaction.line(requestId)),
                cause);
        this.pointer = pointer;
        this.expected = expected;
        this.excerpt = excerpt;
        this.status = status;
        this.requestId = requestId;
    }

    /** Returns where in the JSON, a pointer by RFC 6901; empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** Returns what was expected and what was found, one line. */
    public String expected() {
        return expected;
    }

    /** Returns the beginning of the body as one line, without secrets; may be empty. */
    public String excerpt() {
        return excerpt;
    }

    /** Returns the answer's HTTP status, or 0 if there is none. */
    public int status() {
        return status;
    }

    /** Returns the vendor's id of the request, to quote to its support. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
