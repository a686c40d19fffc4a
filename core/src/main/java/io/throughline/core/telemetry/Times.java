package io.throughline.core.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The times of a series' points, epoch milliseconds, ascending. Where neighbours are always as far apart, as they are in
 * most series, only the first time and the distance are kept. Immutable.
 */
final class Times {

    private final int size;
    private final long first;
    /** Between neighbours; of a single point zero. */
    private final long distance;
    /** Each of them, where distances differ. */
    private final long @Nullable [] each;

    private Times(int size, long first, long distance, long @Nullable [] each) {
        this.size = size;
        this.first = first;
        this.distance = distance;
        this.each = each;
    }

    /** Returns the times of an array, which is kept where distances differ: nobody must write it afterwards. */
    static Times owning(long[] ascending) {
        int size = ascending.length;
        long first = size == 0 ? 0 : ascending[0];
        long distance = size < 2 ? 0 : ascending[1] - first;
        for (int i = 2; i < size; i++) {
            if (ascending[i] - ascending[i - 1] != distance) {
                return new Times(size, first, 0, ascending);
            }
        }
        return new Times(size, first, distance, null);
    }

    int size() {
        return size;
    }

    long at(int index) {
        if (each != null) {
            return each[index];
        }
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size + " points");
        }
        return first + distance * index;
    }

    /** Returns the first index whose time is at or after {@code millis}. */
    int lowerBound(long millis) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Times range(int from, int to) {
        return each == null && from < to
                ? new Times(to - from, at(from), to - from < 2 ? 0 : distance, null)
                : owning(Arrays.copyOfRange(toArray(), from, to));
    }

    long[] toArray() {
        if (each != null) {
            return each.clone();
        }
        long[] times = new long[size];
        Arrays.setAll(times, i -> first + distance * i);
        return times;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Times that
                && size == that.size
                && first == that.first
                && distance == that.distance
                && Arrays.equals(each, that.each);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
