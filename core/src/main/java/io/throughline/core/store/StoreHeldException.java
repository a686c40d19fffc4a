package io.throughline.core.store;

import org.jspecify.annotations.Nullable;

/** Another process holds the store. The message names it and the remedies. */
public class StoreHeldException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with one line for people and what it follows from. */
    public StoreHeldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
