package io.throughline.core.http;

import java.time.Duration;
import java.util.Optional;

/** A vendor's limit is used up (429), and stayed so through the retries. */
public final class RateLimitedException extends ResponseException {

    private static final long serialVersionUID = 1L;

    private final transient RateLimit limit;

    /** Creates an exception. */
    public RateLimitedException(CallInfo call, ErrorDetails details, RateLimit limit) {
        super(Category.QUOTA, call, details);
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
