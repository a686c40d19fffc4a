package io.throughline.core.http;

import java.time.Duration;

/** Lets time pass before a retry or for a limit. Tests give one that only notes. Thread-safe. */
@FunctionalInterface
public interface Waiter {

    /** Waits; ends early if interrupted. */
    void await(Duration duration) throws InterruptedException;

    /** Returns one that sleeps on the calling thread. */
    static Waiter sleeping() {
        return duration -> Thread.sleep(Math.max(0, duration.toMillis()));
    }
}
