package io.throughline.core.store;

/** A write came too late: somebody else has taken the stream since. Nothing was written. */
public final class LeaseLostException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with its whole sentence. */
    public LeaseLostException(String message) {
        super(message, null);
    }
}
