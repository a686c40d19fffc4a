package io.throughline.core.http;

import io.throughline.core.ThroughlineException;
import org.jspecify.annotations.Nullable;

/** A call to a vendor failed. The message is one line: what failed, on what, the vendor's words, the remedy. */
public class SourceException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    private final transient CallInfo call;

    /**
     * Creates an exception.
     *
     * @param details what happened and what to do, appended to the call's description; one line without secrets
     */
    public SourceException(Category category, CallInfo call, String details, @Nullable Throwable cause) {
        super(category, call + ": " + details, cause);
        this.call = call;
    }

    /** Returns which call failed. */
    public CallInfo call() {
        return call;
    }
}
