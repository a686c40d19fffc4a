package io.throughline.core.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cells of event time in which the points of a series are kept together. Cells of one span are counted from the
 * epoch, so that the cell of a time never depends on what else is stored.
 */
final class Cells {

    /** A cell holds at least so many steps, so that what a piece costs by itself is shared by many points. */
    private static final long FEWEST_STEPS = 96;

    private static final long WITHOUT_STEP = Duration.ofHours(2).toMillis();

    private static final long[] SPANS = {
        Duration.ofMinutes(5).toMillis(),
        Duration.ofMinutes(15).toMillis(),
        Duration.ofHours(1).toMillis(),
        Duration.ofHours(2).toMillis(),
        Duration.ofHours(6).toMillis(),
        Duration.ofHours(12).toMillis(),
        Duration.ofDays(1).toMillis(),
        Duration.ofDays(7).toMillis(),
        Duration.ofDays(28).toMillis(),
        Duration.ofDays(364).toMillis()
    };

    private Cells() {}

    /** Returns the length of the cells of a series of a step, or of none, in milliseconds. */
    static long span(@Nullable Duration step) {
        if (step == null) {
            return WITHOUT_STEP;
        }
        for (long span : SPANS) {
            if (step.compareTo(Duration.ofMillis(span / FEWEST_STEPS)) <= 0) {
                return span;
            }
        }
        return SPANS[SPANS.length - 1];
    }

    /** Returns the start of the cell that holds a time, epoch milliseconds; times before the epoch have cells as well. */
    static long start(long timeMillis, long span) {
        return timeMillis - Math.floorMod(timeMillis, span);
    }
}
