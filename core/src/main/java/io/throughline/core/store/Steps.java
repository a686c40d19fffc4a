package io.throughline.core.store;

import java.util.Arrays;

/** Which of ascending times fall into one step; steps are counted from the epoch. */
final class Steps {

    private final long[] starts;
    private final int[] from;

    Steps(long[] times, long stepMillis) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("step must be positive, was " + stepMillis + " ms");
        }
        long[] found = new long[times.length];
        int[] first = new int[times.length + 1];
        int size = 0;
        for (int i = 0; i < times.length; i++) {
            long start = Cells.start(times[i], stepMillis);
            if (size == 0 || found[size - 1] != start) {
                found[size] = start;
                first[size++] = i;
            }
        }
        first[size] = times.length;
        starts = Arrays.copyOf(found, size);
        from = Arrays.copyOf(first, size + 1);
    }

    /** Returns the number of steps that hold a time. */
    int size() {
        return starts.length;
    }

    /** Returns the starts of the steps, ascending; the caller's from then on. */
    long[] starts() {
        return starts;
    }

    /** Returns the index of the first time in a step. */
    int from(int step) {
        return from[step];
    }

    /** Returns the index behind the last time in a step. */
    int to(int step) {
        return from[step + 1];
    }
}
