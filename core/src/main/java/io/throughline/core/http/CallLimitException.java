package io.throughline.core.http;

import io.throughline.core.ThroughlineException;

/** The limit of calls that was set is used up; the call was not sent. Trying again at once cannot help. */
public final class CallLimitException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    /**
     * Creates an exception.
     *
     * @param limit the number of calls that were allowed
     */
    public CallLimitException(long limit) {
        super(Category.QUOTA, "the limit of " + limit + " calls is used up; this call was not sent", null);
        this.limit = limit;
    }

    /** Returns the number of calls that were allowed. */
    public long limit() {
        return limit;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
