package io.throughline.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Root of everything that can fail in Throughline apart from a caller's own mistakes. Messages are one line. */
public class ThroughlineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Category category;

    /**
     * Creates an exception.
     *
     * @param category whose fault it is
     * @param message one line: what failed, on what, what to do; no secrets
     * @param cause what it follows from, or null
     */
    public ThroughlineException(Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = Objects.requireNonNull(category, "category");
    }

    /** Whose fault a failure is, and so who can mend it. */
    public enum Category {
        /** What was asked for makes no sense. */
        CALLER,
        /** The configuration is wrong. */
        CONFIGURATION,
        /** Credentials are missing, wrong or expired. */
        CREDENTIALS,
        /** The credentials do not allow it. */
        PERMISSION,
        /** A limit was reached; waiting helps. */
        QUOTA,
        /** The other side failed. */
        REMOTE,
        /** The other side was not reached. */
        NETWORK,
        /** What came cannot be read. */
        DATA,
        /** The store failed. */
        STORAGE
    }

    /** Returns whose fault it is. */
    public Category category() {
        return category;
    }

    /** Tells whether the same call may succeed later without any change. */
    public boolean retryable() {
        return category == Category.QUOTA || category == Category.REMOTE || category == Category.NETWORK;
    }
}
