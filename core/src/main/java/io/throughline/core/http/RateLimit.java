package io.throughline.core.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor says about its limit in an answer's headers; null is what it does not say.
 *
 * @param limit calls allowed in the window
 * @param remaining calls left in the window
 * @param reset when the next window opens
 * @param retryAfter how long to wait before the next call, if this one was refused
 * @param concurrentLimit calls allowed at once
 * @param nearLimit whether the vendor says that little is left, in whatever words; so does the numbers' ratio, which is
 *     not repeated here
 * @param scope which calls the limit is shared by
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Instant reset,
        @Nullable Duration retryAfter,
        @Nullable Long concurrentLimit,
        boolean nearLimit,
        Scope scope) {

    /** Nothing was said. */
    public static final RateLimit UNKNOWN = new RateLimit(null, null, null, null);

    /** Share of the limit below which calls are spread over what is left of the window: {@value}. */
    static final double NEAR = 0.2;

    /** Which calls share a limit, and so have to wait when it is used up. */
    public enum Scope {
        /** All calls under the same identity. */
        IDENTITY,
        /** The calls of the same {@linkplain RestCall#bucket bucket}. */
        OPERATION,
        /** The call itself and nothing else, such as writes to one thing. */
        CALL
    }

    public RateLimit {
        Objects.requireNonNull(scope, "scope");
    }

    /** Creates a limit that all calls under one identity share. */
    public RateLimit(
            @Nullable Long limit, @Nullable Long remaining, @Nullable Instant reset, @Nullable Duration retryAfter) {
        this(limit, remaining, reset, retryAfter, null, false, Scope.IDENTITY);
    }

    /** Returns the same with another wait. */
    public RateLimit withRetryAfter(@Nullable Duration other) {
        return new RateLimit(limit, remaining, reset, other, concurrentLimit, nearLimit, scope);
    }

    /** Returns the same with another number of calls allowed at once. */
    public RateLimit withConcurrentLimit(@Nullable Long other) {
        return new RateLimit(limit, remaining, reset, retryAfter, other, nearLimit, scope);
    }

    /** Returns the same with or without the vendor's word that little is left. */
    public RateLimit withNearLimit(boolean other) {
        return new RateLimit(limit, remaining, reset, retryAfter, concurrentLimit, other, scope);
    }

    /** Returns the same for other calls. */
    public RateLimit withScope(Scope other) {
        return new RateLimit(limit, remaining, reset, retryAfter, concurrentLimit, nearLimit, other);
    }

    /** Returns whether no call is left in the window. */
    boolean isUsedUp() {
        return remaining != null && remaining <= 0;
    }

    /** Returns whether little is left, by the vendor's word or by its numbers. */
    boolean isNear() {
        return nearLimit || (limit != null && remaining != null && limit > 0 && remaining < limit * NEAR);
    }
}
