package io.throughline.core.source;

import java.time.Duration;

/**
 * How urgent a stream is: how often it is worth reading, and in which order streams are kept when not all can be, the
 * most urgent first.
 */
public enum Tier {
    /** What wakes people: alerts, health. */
    ALERTS(Duration.ofSeconds(30)),
    /** What the engine looks at: requests, metrics, errors. */
    TELEMETRY(Duration.ofMinutes(1)),
    /** What people do: tickets, releases, deployments. */
    WORK(Duration.ofMinutes(5)),
    /** What changes a few times a day: code quality, inventory, sessions. */
    HOURLY(Duration.ofHours(1)),
    /** What the vendor itself computes a few times a day: cost. */
    DAILY(Duration.ofHours(6));

    private final Duration every;

    Tier(Duration every) {
        this.every = every;
    }

    /** Returns the time between two reads unless the host says otherwise. */
    public Duration every() {
        return every;
    }
}
