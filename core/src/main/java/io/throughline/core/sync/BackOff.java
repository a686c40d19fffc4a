package io.throughline.core.sync;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.http.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a stream that failed is left alone by scheduled runs. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** What only a person can mend is not asked for every few minutes. */
    private static final Duration FIRST_FOR_PEOPLE = Duration.ofMinutes(10);

    private static final Duration LONGEST_FOR_PEOPLE = Duration.ofHours(6);
    /** No vendor is believed beyond this. */
    private static final Duration LONGEST_REQUEST = Duration.ofDays(1);

    private static final double JITTER = 0.25;

    private BackOff() {}

    /**
     * Returns when to try again: twice as long after each failure, up to a quarter longer so that not all come back at
     * once, and never before the vendor wants it.
     *
     * @param failures how many runs in a row failed, this one included, at least 1
     */
    static Instant retryAt(String stream, int failures, Category category, Throwable cause, Instant now) {
        boolean forPeople = category == Category.CREDENTIALS
                || category == Category.PERMISSION
                || category == Category.CONFIGURATION;
        Duration first = forPeople ? FIRST_FOR_PEOPLE : FIRST;
        Duration longest = forPeople ? LONGEST_FOR_PEOPLE : LONGEST;
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        wait = wait.plusMillis((long) (wait.toMillis() * JITTER * StableHash.share(stream, failures)));
        Duration wanted = vendorsWish(cause).orElse(Duration.ZERO);
        if (wanted.compareTo(LONGEST_REQUEST) > 0) {
            wanted = LONGEST_REQUEST;
        }
        return now.plus(wait.compareTo(wanted) > 0 ? wait : wanted);
    }

    private static Optional<Duration> vendorsWish(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (cause instanceof RateLimitedException limited) {
                return limited.retryAfter();
            }
            if (cause instanceof ServiceUnavailableException unavailable) {
                return unavailable.retryAfter();
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
