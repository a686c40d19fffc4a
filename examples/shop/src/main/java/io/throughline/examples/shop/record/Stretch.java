package io.throughline.examples.shop.record;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of model time to be recorded.
 *
 * @param start model time
 * @param length model time it lasts
 * @param rate model seconds a wall second
 * @param samplingPercentage of the agents
 * @param metricIntervalSeconds of the agents, wall time
 * @param warmUpSeconds wall time of load before the start
 */
record Stretch(
        Instant start,
        Duration length,
        int rate,
        double samplingPercentage,
        int metricIntervalSeconds,
        int warmUpSeconds) {
    static final Instant NORMAL_START = Instant.parse("2026-11-16T13:00:00Z");
    static final Instant NORMAL_END = Instant.parse("2026-11-19T13:00:00Z");

    static Stretch of(String id) {
        return id.equals("normal")
                ? new Stretch(NORMAL_START, Duration.between(NORMAL_START, NORMAL_END), 120, 10, 2, 30)
                : new Stretch(NORMAL_END, Duration.ofMinutes(65), 5, 100, 12, 45);
    }

    Instant end() {
        return start.plus(length);
    }

    Stretch lasting(Duration other) {
        return new Stretch(start, other, rate, samplingPercentage, metricIntervalSeconds, warmUpSeconds);
    }
}
