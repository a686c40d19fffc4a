package io.throughline.core.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Checks on ascending time columns, shared by the two kinds of series. */
final class Columns {

    private Columns() {}

    static void requireStep(SeriesKey key, @Nullable Duration step) {
        if (step != null && step.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "step of " + key + " must be at least a millisecond, or null for none, was " + step);
        }
    }

    static void requireAscending(SeriesKey key, long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new IllegalArgumentException("times of " + key + " must ascend strictly, but index " + i + " has "
                        + times[i] + " after " + times[i - 1]);
            }
        }
    }

    /** Returns the first whole millisecond at or after the instant, so that [from, to) keeps its meaning on columns. */
    static long ceilMillis(Instant instant) {
        long millis = instant.toEpochMilli();
        return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS)) ? millis : millis + 1;
    }
}
