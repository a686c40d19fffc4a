package io.throughline.core.testkit;

import io.throughline.core.http.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still except while somebody waits: waiting takes no real time. Thread-safe. */
public final class TestTime extends Clock implements Waiter {

    private final List<Duration> waits = new ArrayList<>();
    private Instant now;

    private TestTime(Instant now) {
        this.now = now;
    }

    /** Returns a clock that stands at an instant. */
    public static TestTime at(Instant now) {
        return new TestTime(now);
    }

    @Override
    public synchronized void await(Duration duration) {
        waits.add(duration);
        now = now.plus(duration);
    }

    @Override
    public synchronized long elapsedNanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    /** Moves on without anybody waiting. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Returns how long was waited each time, in order. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
