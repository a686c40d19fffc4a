package io.throughline.correlation.detect;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;

/**
 * The steps of a series over a span: step {@code i} covers {@code [start + i * step, start + (i + 1) * step)}.
 *
 * @param start epoch milliseconds of the first step
 * @param step milliseconds
 * @param size number of steps
 */
record Grid(long start, long step, int size) {

    static Grid over(TimeWindow span, long step) {
        long first = Math.floorDiv(span.from().toEpochMilli(), step);
        long last = Math.floorDiv(span.to().toEpochMilli() - 1, step);
        return new Grid(first * step, step, Math.toIntExact(last - first + 1));
    }

    /** Returns the step that holds the time; below 0 or from {@code size} on if it lies outside. */
    int indexOf(long millis) {
        return (int) Math.max(-1, Math.min(size, Math.floorDiv(millis - start, step)));
    }

    int indexOf(Instant instant) {
        return indexOf(instant.toEpochMilli());
    }

    long timeAt(int index) {
        return start + index * step;
    }

    Instant instantAt(int index) {
        return Instant.ofEpochMilli(timeAt(index));
    }
}
