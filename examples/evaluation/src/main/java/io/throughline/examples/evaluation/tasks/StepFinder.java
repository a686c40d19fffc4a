package io.throughline.examples.evaluation.tasks;

import java.time.Duration;
import java.util.Arrays;

/** Finds the time from one row to the next from the times of the first rows: the median of what lies between them. */
final class StepFinder {

    /** Rows whose times are looked at, at most. */
    static final int ROWS = 33;

    /** Where no two times differ, nothing tells. */
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private StepFinder() {}

    /**
     * Returns the step; of two in the middle the smaller. Times that do not advance are passed over.
     *
     * @param rows how many of the times are there
     */
    static Duration step(long[] epochMillis, int rows) {
        long[] between = new long[rows];
        int steps = 0;
        for (int i = 1; i < rows; i++) {
            long step = epochMillis[i] - epochMillis[i - 1];
            if (step > 0) {
                between[steps++] = step;
            }
        }
        if (steps == 0) {
            return UNKNOWN;
        }
        Arrays.sort(between, 0, steps);
        return Duration.ofMillis(between[(steps - 1) / 2]);
    }
}
