package io.throughline.sentry.internal;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads Sentry's own limit headers: a fixed window, usually one second, and a number of simultaneous calls. */
public final class SentryRateLimits {

    private static final int REFUSED = 429;
    /** The reset of a refused call may lie in the past already; windows are a second or longer. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    /** A window that ends later than this is taken for a clock that is wrong. */
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

    private SentryRateLimits() {}

    public static RateLimit read(int status, Headers headers, Instant now) {
        Long limit = number(headers, "X-Sentry-Rate-Limit-Limit");
        Long remaining = number(headers, "X-Sentry-Rate-Limit-Remaining");
        Long resetSeconds = number(headers, "X-Sentry-Rate-Limit-Reset");
        Instant reset = null;
        if (resetSeconds != null && Math.abs(resetSeconds) < Instant.MAX.getEpochSecond() / 2) {
            // The reset is by the server's clock; its Date header tells how far that is from ours.
            Duration ahead = Duration.between(serverTime(headers, now), Instant.ofEpochSecond(resetSeconds));
            reset = ahead.compareTo(LONGEST_WINDOW) > 0 ? null : now.plus(ahead);
        }
        boolean onlyConcurrency = remaining != null && remaining > 0;
        Duration wait = null;
        if (status == REFUSED && reset != null && !onlyConcurrency) {
            Duration untilReset = Duration.between(now, reset);
            wait = untilReset.compareTo(LEAST_WAIT) > 0 ? untilReset : LEAST_WAIT;
        }
        // The end of the window says nothing on when fewer calls will run at once.
        Instant told = status == REFUSED && onlyConcurrency ? null : reset;
        return new RateLimit(limit, remaining, told, wait)
                .withConcurrentLimit(number(headers, "X-Sentry-Rate-Limit-ConcurrentLimit"))
                // The caller's limit on an endpoint and method.
                .withScope(RateLimit.Scope.OPERATION);
    }

    private static @Nullable Long number(Headers headers, String name) {
        return headers.number(name).isPresent() ? headers.number(name).getAsLong() : null;
    }

    private static Instant serverTime(Headers headers, Instant otherwise) {
        try {
            return headers.first("Date")
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(otherwise);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
