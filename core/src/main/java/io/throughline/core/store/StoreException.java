package io.throughline.core.store;

import io.throughline.core.ThroughlineException;
import org.jspecify.annotations.Nullable;

/** The store could not do something. The message names the operation and, where it matters, stream and window. */
public class StoreException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with one line for people and what it follows from. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(Category.STORAGE, message, cause);
    }

    /** As the other, for what is not the store's own fault: credentials, permission. */
    StoreException(Category category, String message, @Nullable Throwable cause) {
        super(category, message, cause);
    }
}
