package io.throughline.core.http;

import java.time.Instant;

/** Reads a vendor's own headers about its limits. {@code Retry-After} is understood for every vendor and comes first. */
@FunctionalInterface
public interface RateLimitHints {

    /**
     * Reads what an answer says.
     *
     * @param status the answer's status
     * @param headers the answer's header fields
     * @param now the current time, to which a reset instant is compared
     */
    RateLimit read(int status, Headers headers, Instant now);

    /** Returns hints that know {@code Retry-After} only. */
    static RateLimitHints none() {
        return (status, headers, now) -> RateLimit.UNKNOWN;
    }
}
