package io.throughline.core.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There was no whole answer to an exchange. */
public final class TransportFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final Phase phase;

    /** How far an exchange came. */
    public enum Phase {
        /** The host was not found or did not take the connection: nothing was sent. */
        CONNECT,
        /** The two sides did not agree on encryption or on who the server is. */
        TLS,
        /** The request was sent at least in part; no answer had begun. */
        RESPONSE,
        /** The answer had begun and did not end. */
        BODY,
        /** The calling thread was interrupted. */
        INTERRUPTED
    }

    /**
     * Creates a failure.
     *
     * @param phase how far it came
     * @param message what happened, one line without secrets
     */
    public TransportFailure(Phase phase, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.phase = phase;
    }

    /** Returns how far the exchange came. */
    public Phase phase() {
        return phase;
    }
}
