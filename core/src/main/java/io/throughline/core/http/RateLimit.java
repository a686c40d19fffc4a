package io.throughline.core.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor says about its limit in an answer's headers; null is what it does not say.
 *
 * @param limit calls allowed in the window
 * @param remaining calls left in the window
 * @param reset when the next window opens
 * @param retryAfter how long to wait before the next call, if this one was refused
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Instant reset,
        @Nullable Duration retryAfter) {

    /** Nothing was said. */
    public static final RateLimit UNKNOWN = new RateLimit(null, null, null, null);

    /** Returns the same with another wait. */
    public RateLimit withRetryAfter(@Nullable Duration other) {
        return new RateLimit(limit, remaining, reset, other);
    }
}
