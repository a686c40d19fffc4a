package io.throughline.core.store;

import io.throughline.core.telemetry.TimeWindow;
import java.util.Arrays;
import java.util.List;

/** Half-open windows of event time as columns of epoch milliseconds, ascending and apart. */
final class Windows {

    private static final Windows NONE = new Windows(new long[0], new long[0]);

    private final long[] from;
    private final long[] to;

    Windows(List<TimeWindow> spans) {
        this(
                spans.stream().mapToLong(span -> span.from().toEpochMilli()).toArray(),
                spans.stream().mapToLong(span -> span.to().toEpochMilli()).toArray());
    }

    private Windows(long[] from, long[] to) {
        this.from = from;
        this.to = to;
    }

    boolean isEmpty() {
        return from.length == 0;
    }

    /** Returns the start of the first window; the greatest number if there is none. */
    long first() {
        return isEmpty() ? Long.MAX_VALUE : from[0];
    }

    /** Returns the end of the last window; the smallest number if there is none. */
    long end() {
        return isEmpty() ? Long.MIN_VALUE : to[to.length - 1];
    }

    long[] from() {
        return from;
    }

    long[] to() {
        return to;
    }

    /** Returns the windows that share a time with {@code [start, end)}, whole. */
    Windows within(long start, long end) {
        if (isEmpty() || end <= from[0] || start >= to[to.length - 1]) {
            return NONE;
        }
        int first = lowerBound(to, start + 1);
        int last = lowerBound(from, end);
        return first == 0 && last == from.length
                ? this
                : new Windows(Arrays.copyOfRange(from, first, last), Arrays.copyOfRange(to, first, last));
    }

    /** Tells whether one of the windows shares a time with {@code [first, last]}. */
    boolean meet(long first, long last) {
        int window = lowerBound(to, first + 1);
        return window < from.length && from[window] <= last;
    }

    private static int lowerBound(long[] ascending, long value) {
        int found = Arrays.binarySearch(ascending, value);
        return found >= 0 ? found : -found - 1;
    }
}
