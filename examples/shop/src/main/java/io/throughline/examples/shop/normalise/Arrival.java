package io.throughline.examples.shop.normalise;

import java.time.Duration;
import java.time.Instant;

/** When the service had taken an item in: its model time, plus the real time it was on its way, plus the service's own delay. */
final class Arrival {
    private Arrival() {}

    /**
     * The model time of ingestion. How long an item was on its way is a duration and therefore not mapped; the service's delay of
     * one to three minutes hangs on the batch, which is known by its arrival.
     */
    static Instant ingested(Instant model, Instant wall, Instant arrival) {
        Duration way = Duration.between(wall, arrival);
        long batch = arrival.toEpochMilli() * 0x9E3779B97F4A7C15L;
        long millis = 60_000L + Math.floorMod(batch >>> 20, 120_000);
        return model.plus(way.isNegative() ? Duration.ZERO : way).plusMillis(millis);
    }
}
