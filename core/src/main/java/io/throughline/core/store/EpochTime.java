package io.throughline.core.store;

import java.time.Instant;

/** Instants as the whole numbers that stores keep: milliseconds of points and edges, microseconds of events. */
final class EpochTime {

    private EpochTime() {}

    /** Returns the last whole microsecond at or before the instant. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** Returns the first whole microsecond at or after the instant. */
    static long ceilMicros(Instant instant) {
        return micros(instant.plusNanos(999));
    }

    /** Returns the first whole millisecond at or after the instant. */
    static long ceilMillis(Instant instant) {
        return instant.plusNanos(999_999).toEpochMilli();
    }
}
