package io.throughline.correlation.detect;

import java.util.Arrays;

/**
 * When the baseline of a signal is made anew: as soon as there is enough, whenever the history has doubled, and every six
 * hours of the clock, or from two days on every day. That depends on the data only, not on the focus: whoever looks earlier or later, or at more at once,
 * sees each step beside the same baseline, and no step beside one that was made of it.
 */
final class Renewals {

    private static final long EARLY = 6 * Blocks.HOUR;
    private static final long EARLY_DAYS = 2 * Blocks.DAY;

    private final int[] at;

    private Renewals(int[] at) {
        this.at = at;
    }

    static Renewals of(Signal signal, int leastPoints) {
        Grid grid = signal.grid;
        int[] found = new int[16];
        int n = 0;
        int first = -1;
        int seen = 0;
        int before = 0;
        // How long ago the latest full quarter of a day and day of the clock were.
        long sinceEarly = Math.floorMod(grid.start(), EARLY);
        long sinceDay = Math.floorMod(grid.start(), Blocks.DAY);
        for (int i = 0; i < grid.size(); i++) {
            boolean due = n == 0
                    ? seen >= leastPoints && (i - first) * grid.step() >= Blocks.HOUR
                    : seen >= 2 * before || (seen > before && isRegular(grid, i, first, sinceEarly, sinceDay));
            if (due) {
                found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
                found[n++] = i;
                before = seen;
            }
            if (signal.isPresent(i)) {
                first = first < 0 ? i : first;
                seen++;
            }
            sinceEarly = advanced(sinceEarly, grid.step(), EARLY);
            sinceDay = advanced(sinceDay, grid.step(), Blocks.DAY);
        }
        return new Renewals(Arrays.copyOf(found, n));
    }

    boolean isEmpty() {
        return at.length == 0;
    }

    int first() {
        return at[0];
    }

    /** Returns the step at which the baseline that holds at a step was made. */
    int holdingAt(int index) {
        int place = Arrays.binarySearch(at, index);
        return at[Math.max(0, place >= 0 ? place : -place - 2)];
    }

    /** Returns the step of the next renewal after one, or the end if there is none. */
    int after(int index, int end) {
        int place = Arrays.binarySearch(at, index + 1);
        int next = place >= 0 ? place : -place - 1;
        return next < at.length ? Math.min(at[next], end) : end;
    }

    private static boolean isRegular(Grid grid, int index, int first, long sinceEarly, long sinceDay) {
        return ((index - first) * grid.step() < EARLY_DAYS ? sinceEarly : sinceDay) < grid.step();
    }

    private static long advanced(long since, long step, long every) {
        long next = since + step;
        return next < every ? next : next % every;
    }
}
