package io.throughline.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Points of one series in columns: strictly ascending times in epoch milliseconds, for each the microsecond since when it
 * is known as it is, and whatever a subclass keeps for each. Immutable: whoever gives arrays gives them away.
 *
 * @param <P> the subclass
 */
abstract sealed class Points<P extends Points<P>> permits NumberPoints, HistogramPoints, RolledPoints {

    final long[] times;
    final long[] knownFrom;

    Points(long[] times, long[] knownFrom) {
        if (times.length != knownFrom.length) {
            throw new IllegalArgumentException(times.length + " times but " + knownFrom.length + " known_from");
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new IllegalArgumentException("the times of points must ascend strictly, but index " + i + " has "
                        + times[i] + " after " + times[i - 1]);
            }
        }
        this.times = times;
        this.knownFrom = knownFrom;
    }

    /** Returns the one form of these points; equal points have equal bytes. */
    abstract byte[] encode();

    abstract P self();

    /** Tells whether a point of this says the same as one of the other, whenever it became known. */
    abstract boolean sameValue(int index, P other, int otherIndex);

    /** Returns the same points, known from another instant on. */
    abstract P withKnownFrom(long[] micros);

    /** Returns the points of the indexes from {@code from} to before {@code to}. */
    abstract P range(int from, int to);

    /** Returns points of this and the other: of this where a row is an index, of the other where it is a complement. */
    abstract P picked(P other, int[] rows);

    /** Returns the points of all pieces, which follow each other in time and are not empty. */
    abstract P concatenated(List<P> pieces);

    final int size() {
        return times.length;
    }

    final boolean isEmpty() {
        return times.length == 0;
    }

    final long timeAt(int index) {
        return times[index];
    }

    final long knownFromAt(int index) {
        return knownFrom[index];
    }

    /** Returns the time of the first point, of which there must be one. */
    final long firstTime() {
        return times[0];
    }

    /** Returns the time of the last point, of which there must be one. */
    final long lastTime() {
        return times[times.length - 1];
    }

    /** Returns the points with times in {@code [from, to)}, epoch milliseconds. */
    final P within(long from, long to) {
        int first = lowerBound(from);
        int end = Math.max(first, lowerBound(to));
        return first == 0 && end == times.length ? self() : range(first, end);
    }

    /** Returns the points that were known at an instant, epoch microseconds. */
    final P knownAt(long micros) {
        int[] rows = new int[times.length];
        int size = 0;
        for (int i = 0; i < times.length; i++) {
            if (knownFrom[i] <= micros) {
                rows[size++] = i;
            }
        }
        return size == times.length ? self() : picked(self(), Arrays.copyOf(rows, size));
    }

    /** Returns the points of each cell that holds any, by its start. */
    final SortedMap<Long, P> byCell(long span) {
        SortedMap<Long, P> cells = new TreeMap<>();
        int from = 0;
        while (from < times.length) {
            long start = Cells.start(times[from], span);
            int to = from == 0 && times[times.length - 1] - start < span ? times.length : from + 1;
            while (to < times.length && times[to] - start < span) {
                to++;
            }
            cells.put(start, from == 0 && to == times.length ? self() : range(from, to));
            from = to;
        }
        return cells;
    }

    /**
     * Puts other points in the place of all that lie in some windows.
     *
     * @param from the starts of the windows, epoch milliseconds, ascending and apart
     * @param to their ends, excluded
     * @param wanted the points there are to be in the windows; since when they are known is not looked at
     * @param known the microsecond from when on new and changed points are known
     */
    final Replacement<P> replace(long[] from, long[] to, P wanted, long known) {
        requireInside(wanted, from, to);
        return merge(from, to, wanted, known);
    }

    /** Puts points in the place of those at the same times, or beside what is there; removes none. */
    final Replacement<P> revise(P wanted, long known) {
        return merge(new long[0], new long[0], wanted, known);
    }

    private Replacement<P> merge(long[] from, long[] to, P wanted, long known) {
        long[] since = new long[wanted.size()];
        Arrays.fill(since, known);
        P told = wanted.withKnownFrom(since);
        Rows current = new Rows(times.length + since.length);
        Rows added = new Rows(since.length);
        Rows superseded = new Rows(times.length);
        int changed = 0;
        int unchanged = 0;
        int window = 0;
        int mine = 0;
        int its = 0;
        while (mine < times.length || its < since.length) {
            if (mine == times.length || (its < since.length && told.timeAt(its) < times[mine])) {
                added.add(~its);
                current.add(~its++);
                continue;
            }
            long time = times[mine];
            if (its == since.length || time < told.timeAt(its)) {
                while (window < to.length && to[window] <= time) {
                    window++;
                }
                boolean vanished = window < to.length && from[window] <= time;
                (vanished ? superseded : current).add(mine++);
            } else if (sameValue(mine, told, its)) {
                current.add(mine++);
                its++;
                unchanged++;
            } else {
                superseded.add(mine++);
                current.add(~its++);
                changed++;
            }
        }
        WriteResult counts = new WriteResult(added.size, changed, superseded.size - changed, unchanged);
        return new Replacement<>(current.of(self(), told), added.of(self(), told), superseded.of(self(), told), counts);
    }

    private static void requireInside(Points<?> wanted, long[] from, long[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(from.length + " starts of windows but " + to.length + " ends");
        }
        int window = 0;
        for (long time : wanted.times) {
            while (window < to.length && to[window] <= time) {
                window++;
            }
            if (window == to.length || time < from[window]) {
                throw new IllegalArgumentException(
                        "point at " + Instant.ofEpochMilli(time) + " lies outside of the windows to replace");
            }
        }
    }

    /** Returns the points of pieces that have no time in common, or the given empty ones. */
    static <P extends Points<P>> P joined(List<P> pieces, P empty) {
        List<P> ascending = new ArrayList<>(pieces.size());
        for (P piece : pieces) {
            if (!piece.isEmpty()) {
                ascending.add(piece);
            }
        }
        ascending.sort(Comparator.comparingLong(Points::firstTime));
        List<P> apart = new ArrayList<>(ascending.size());
        for (P piece : ascending) {
            int last = apart.size() - 1;
            if (last >= 0 && apart.get(last).lastTime() >= piece.firstTime()) {
                apart.set(last, apart.get(last).interleaved(piece));
            } else {
                apart.add(piece);
            }
        }
        return switch (apart.size()) {
            case 0 -> empty;
            case 1 -> apart.get(0);
            default -> apart.get(0).concatenated(apart);
        };
    }

    final P interleaved(P other) {
        int[] rows = new int[times.length + other.times.length];
        int mine = 0;
        int its = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean left = its == other.times.length || (mine < times.length && times[mine] < other.times[its]);
            if (!left && mine < times.length && times[mine] == other.times[its]) {
                throw new IllegalArgumentException("two pieces hold a point at " + Instant.ofEpochMilli(times[mine]));
            }
            rows[i] = left ? mine++ : ~its++;
        }
        return picked(other, rows);
    }

    private int lowerBound(long time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : -found - 1;
    }

    static int total(List<? extends Points<?>> pieces) {
        long total = 0;
        for (Points<?> piece : pieces) {
            total += piece.size();
        }
        return Math.toIntExact(total);
    }

    static long[] picked(long[] mine, long[] its, int[] rows) {
        long[] picked = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = rows[i] >= 0 ? mine[rows[i]] : its[~rows[i]];
        }
        return picked;
    }

    static double[] picked(double[] mine, double[] its, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = rows[i] >= 0 ? mine[rows[i]] : its[~rows[i]];
        }
        return picked;
    }

    /** Growing choice of points: of one side by index, of the other by complement. */
    private static final class Rows {

        private final int[] rows;
        private int size;

        Rows(int most) {
            rows = new int[most];
        }

        void add(int row) {
            rows[size++] = row;
        }

        <P extends Points<P>> P of(P mine, P its) {
            if (isAll(mine.size(), 0)) {
                return mine;
            }
            return isAll(its.size(), -1) ? its : mine.picked(its, Arrays.copyOf(rows, size));
        }

        /** Tells whether these are all of one side: indexes if {@code flip} is 0, complements if it is -1. */
        private boolean isAll(int count, int flip) {
            int i = 0;
            while (i < size && rows[i] == (i ^ flip)) {
                i++;
            }
            return i == count && size == count;
        }
    }
}
