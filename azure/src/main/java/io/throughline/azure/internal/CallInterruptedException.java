package io.throughline.azure.internal;

/** The calling thread was interrupted while it waited for its turn; its flag is set again. */
final class CallInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallInterruptedException(InterruptedException cause) {
        super("interrupted while waiting to call", cause);
    }
}
