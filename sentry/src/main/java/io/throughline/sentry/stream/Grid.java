package io.throughline.sentry.stream;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Points on a grid of time. */
final class Grid {

    private Grid() {}

    /**
     * Returns the part of a window that can be counted by now, in whole steps; empty if there is none yet.
     *
     * @param delay how long Sentry takes to count
     */
    static Optional<TimeWindow> countable(TimeWindow window, Clock clock, Duration delay, Duration step) {
        long width = step.toMillis();
        long counted = Math.floorDiv(clock.instant().minus(delay).toEpochMilli(), width) * width;
        Instant end = Instant.ofEpochMilli(counted);
        if (!window.from().isBefore(end)) {
            return Optional.empty();
        }
        return Optional.of(end.isBefore(window.to()) ? new TimeWindow(window.from(), end) : window);
    }

    /** Returns the grid window that a time (epoch milliseconds) lies in. */
    static Instant windowOf(long time, Duration grid) {
        return TimeWindow.onGrid(Instant.ofEpochMilli(time), grid).from();
    }

    /** Returns the grid windows in which there was something. */
    static Set<Instant> loud(SortedMap<Long, Double> points, Duration grid) {
        Set<Instant> loud = new HashSet<>();
        points.forEach((time, value) -> {
            if (value != 0) {
                loud.add(windowOf(time, grid));
            }
        });
        return loud;
    }

    /** Returns points as a series. */
    static NumberSeries series(SeriesKey key, Duration step, SortedMap<Long, Double> points) {
        long[] times = points.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] values =
                points.values().stream().mapToDouble(Double::doubleValue).toArray();
        return NumberSeries.owning(key, step, times, values);
    }
}
