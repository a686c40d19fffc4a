package io.throughline.core.store;

/**
 * The right to write one stream, held by one at a time. Its writes are refused with {@link LeaseLostException}, and write
 * nothing, once somebody else has taken the stream; so a holder that slept too long does no harm. Thread-safe.
 */
public interface StreamLease extends StreamWrites, AutoCloseable {

    /** Returns the stream's name. */
    String stream();

    /** Returns the number of this grant; each later one of the stream has a greater number. */
    long token();

    /**
     * Makes the lease last its whole length from now on. Every write does so too.
     *
     * @throws LeaseLostException if somebody else has taken the stream
     */
    void renew();

    /** Gives the lease back. Idempotent; does nothing if it was lost. */
    @Override
    void close();
}
