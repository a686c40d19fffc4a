package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/**
 * A time axis in steps of one width, on the grid that is counted from the epoch.
 *
 * @param from start of the first step, epoch milliseconds
 * @param step width of a step, milliseconds
 * @param size number of steps
 */
record Axis(long from, long step, int size) {

    /** More points than this are not told apart on a screen, and only make the page slow. */
    private static final int MOST_POINTS = 720;

    private static final long[] MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};

    /** Returns the axis over a window, in the narrowest whole-minute step that keeps the number of points bounded. */
    static Axis over(TimeWindow window) {
        long length = window.length().toMillis();
        for (long minutes : MINUTES) {
            if (length / Duration.ofMinutes(minutes).toMillis() <= MOST_POINTS) {
                return of(window, Duration.ofMinutes(minutes));
            }
        }
        return of(window, Duration.ofDays(1));
    }

    private static Axis of(TimeWindow window, Duration step) {
        TimeWindow aligned = window.alignedTo(step);
        return new Axis(
                aligned.from().toEpochMilli(),
                step.toMillis(),
                Math.toIntExact(aligned.length().toMillis() / step.toMillis()));
    }

    long to() {
        return from + step * size;
    }

    Instant start() {
        return Instant.ofEpochMilli(from);
    }

    Instant end() {
        return Instant.ofEpochMilli(to());
    }

    TimeWindow window() {
        return new TimeWindow(start(), end());
    }

    long stepSeconds() {
        return step / 1000;
    }

    /** Returns the index of the step that holds a time, or -1 if none does. */
    int indexOf(long millis) {
        return millis < from || millis >= to() ? -1 : (int) ((millis - from) / step);
    }

    long timeAt(int index) {
        return from + index * step;
    }
}
