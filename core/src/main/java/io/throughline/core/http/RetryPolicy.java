package io.throughline.core.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how long to try again. What a vendor asks for ({@code Retry-After} and its like) comes before the own
 * intervals, which grow from the first by doubling.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param firstWait wait before the second attempt, if the vendor does not tell one
 * @param longestWait the longest single wait; a vendor that asks for more is not waited for
 * @param jitter share by which own waits vary at random, in {@code [0, 1)}
 * @param longestCall no retry starts later than this after the first attempt
 */
public record RetryPolicy(
        int maxAttempts, Duration firstWait, Duration longestWait, double jitter, Duration longestCall) {

    public RetryPolicy {
        Objects.requireNonNull(firstWait, "firstWait");
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(longestCall, "longestCall");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
        if (firstWait.toMillis() < 1 || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "firstWait must be in [1 ms, longestWait = " + longestWait + "], was " + firstWait);
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
        }
    }

    /** Returns five attempts, half a second to a minute apart, within three minutes. */
    public static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofMillis(500), Duration.ofMinutes(1), 0.5, Duration.ofMinutes(3));
    }

    /** Returns a single attempt. */
    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), 0, Duration.ZERO);
    }
}
