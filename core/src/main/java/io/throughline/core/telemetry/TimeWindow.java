package io.throughline.core.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A half-open interval of event time, {@code [from, to)}, in UTC.
 *
 * @param from first instant inside
 * @param to first instant outside, after {@code from}
 */
public record TimeWindow(Instant from, Instant to) implements Comparable<TimeWindow> {

    public TimeWindow {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window must not be empty: from " + from + " is not before to " + to);
        }
    }

    /** Returns the window of the given length that ends at {@code to}. */
    public static TimeWindow endingAt(Instant to, Duration length) {
        return new TimeWindow(to.minus(length), to);
    }

    /** Returns the window of the grid {@code step} (counted from the epoch) that holds {@code instant}. */
    public static TimeWindow onGrid(Instant instant, Duration step) {
        long width = requirePositive(step);
        long start = Math.multiplyExact(Math.floorDiv(instant.toEpochMilli(), width), width);
        return new TimeWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + width));
    }

    /** Tells whether {@code instant} lies inside; {@link #to()} does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** Tells whether the two windows share an instant. */
    public boolean overlaps(TimeWindow other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** Returns what the two windows share. */
    public Optional<TimeWindow> intersect(TimeWindow other) {
        Instant start = from.isAfter(other.from) ? from : other.from;
        Instant end = to.isBefore(other.to) ? to : other.to;
        return start.isBefore(end) ? Optional.of(new TimeWindow(start, end)) : Optional.empty();
    }

    /** Returns the length of the window. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** Returns the smallest window on the grid {@code step} (counted from the epoch) that covers this one. */
    public TimeWindow alignedTo(Duration step) {
        long width = requirePositive(step);
        long start = Math.floorDiv(from.toEpochMilli(), width) * width;
        // A `to` with a part of a millisecond must still be covered.
        long endMillis = Columns.ceilMillis(to);
        long end = -Math.floorDiv(-endMillis, width) * width;
        return new TimeWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
    }

    /** Returns the windows of the grid {@code step} (counted from the epoch) that together cover this one, in order. */
    public List<TimeWindow> split(Duration step) {
        TimeWindow aligned = alignedTo(step);
        List<TimeWindow> windows = new ArrayList<>();
        for (Instant start = aligned.from; start.isBefore(aligned.to); start = start.plus(step)) {
            windows.add(new TimeWindow(start, start.plus(step)));
        }
        return List.copyOf(windows);
    }

    /** Orders by start, then by end. */
    @Override
    public int compareTo(TimeWindow other) {
        int order = from.compareTo(other.from);
        return order != 0 ? order : to.compareTo(other.to);
    }

    /** Returns the ISO 8601 interval {@code from/to}. */
    @Override
    public String toString() {
        return from + "/" + to;
    }

    private static long requirePositive(Duration step) {
        long millis = step.toMillis();
        if (millis <= 0 || !step.equals(Duration.ofMillis(millis))) {
            throw new IllegalArgumentException("step must be a positive number of whole milliseconds, was " + step);
        }
        return millis;
    }
}
