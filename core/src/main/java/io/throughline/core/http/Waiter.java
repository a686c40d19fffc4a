package io.throughline.core.http;

import java.time.Duration;

/**
 * Lets time pass before a retry or for a limit, and tells how much has passed, apart from any clock on the wall: that one
 * may stand still or be set. Tests give one whose waits take no time. Thread-safe.
 */
@FunctionalInterface
public interface Waiter {

    /** Waits; ends early if interrupted. */
    void await(Duration duration) throws InterruptedException;

    /** Returns the time that has passed since some fixed moment, nanoseconds. */
    default long elapsedNanos() {
        return System.nanoTime();
    }

    /** Returns one that sleeps on the calling thread. */
    static Waiter sleeping() {
        return duration -> Thread.sleep(Math.max(0, duration.toMillis()));
    }
}
