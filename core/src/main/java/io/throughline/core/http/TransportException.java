package io.throughline.core.http;

import io.throughline.core.http.TransportFailure.Phase;
import org.jspecify.annotations.Nullable;

/** A vendor gave no whole answer. */
public final class TransportException extends SourceException {

    private static final long serialVersionUID = 1L;

    private final Phase phase;

    /** Creates an exception. */
    public TransportException(CallInfo call, Phase phase, String details, @Nullable Throwable cause) {
        super(Category.NETWORK, call, details, cause);
        this.phase = phase;
    }

    /** Returns how far the last attempt came. */
    public Phase phase() {
        return phase;
    }

    @Override
    public boolean retryable() {
        return phase != Phase.TLS && phase != Phase.INTERRUPTED;
    }
}
