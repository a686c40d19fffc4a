package io.throughline.core.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * What all calls under one identity at one vendor share: how many may run at once, and the instant before which none may
 * start because the vendor said that the limit is used up. Thread-safe.
 */
public final class RequestLimiter {

    private final Semaphore permits;
    private Instant notBefore = Instant.MIN;

    private RequestLimiter(int maxConcurrent) {
        this.permits = new Semaphore(maxConcurrent, true);
    }

    /** Returns a limiter that lets this many calls run at once. */
    public static RequestLimiter concurrent(int maxConcurrent) {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1, was " + maxConcurrent);
        }
        return new RequestLimiter(maxConcurrent);
    }

    /** Takes a permit and waits for the pause to end; returns how long that pause was. */
    Duration acquire(Clock clock, Waiter waiter) throws InterruptedException {
        permits.acquire();
        try {
            Instant now = clock.instant();
            Duration pause = Duration.between(now, pausedUntil(now));
            if (pause.isZero()) {
                return Duration.ZERO;
            }
            waiter.await(pause);
            return pause;
        } catch (InterruptedException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    void release() {
        permits.release();
    }

    synchronized void pauseUntil(Instant instant) {
        if (instant.isAfter(notBefore)) {
            notBefore = instant;
        }
    }

    private synchronized Instant pausedUntil(Instant now) {
        return notBefore.isAfter(now) ? notBefore : now;
    }
}
