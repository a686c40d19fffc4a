package io.throughline.core.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What all calls under one identity at one vendor share: how many may run at once, and a pause in which none may start
 * because the vendor said that the limit is used up. Thread-safe.
 */
public final class RequestLimiter {

    private final Semaphore permits;
    private boolean paused;
    private long pausedUntilNanos;

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
    Duration acquire(Waiter waiter) throws InterruptedException {
        permits.acquire();
        try {
            Duration pause = pauseLeft(waiter.elapsedNanos());
            if (!pause.isZero()) {
                waiter.await(pause);
            }
            return pause;
        } catch (InterruptedException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    void release() {
        permits.release();
    }

    /** Lets no call start for a while. */
    synchronized void pause(Duration duration, Waiter waiter) {
        long now = waiter.elapsedNanos();
        Duration left = pauseLeft(now);
        if (duration.compareTo(left) > 0) {
            paused = true;
            pausedUntilNanos = now + duration.toNanos();
        }
    }

    private synchronized Duration pauseLeft(long nowNanos) {
        long left = paused ? pausedUntilNanos - nowNanos : 0;
        paused = left > 0;
        return paused ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
