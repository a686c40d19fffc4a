package io.throughline.core.http;

import java.time.Duration;
import java.util.Optional;

/** A vendor failed by itself (5xx), and did so through the retries. */
public final class ServiceUnavailableException extends ResponseException {

    private static final long serialVersionUID = 1L;

    private final transient RateLimit limit;

    /** Creates an exception. */
    public ServiceUnavailableException(CallInfo call, ErrorDetails details, RateLimit limit) {
        super(Category.REMOTE, call, details);
        this.limit = limit;
    }

    /** Returns what the vendor said about its limit. */
    public RateLimit limit() {
        return limit;
    }

    /** Returns how long the vendor asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(limit.retryAfter());
    }
}
