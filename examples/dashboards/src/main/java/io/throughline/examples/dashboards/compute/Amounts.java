package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amounts (requests, errors) of several series added up on the finest grid among them. A cell that no series speaks of is
 * unknown, not zero. Not thread-safe.
 */
final class Amounts {

    private static final Duration DEFAULT_STEP = Duration.ofMinutes(1);

    private final long from;
    private final long cell;
    private final double[] sums;
    private final BitSet known;

    private Amounts(Axis axis, long cell) {
        this.cell = cell;
        this.from = Math.floorDiv(axis.from(), cell) * cell;
        int cells = Math.toIntExact(-Math.floorDiv(-(axis.to() - from), cell));
        this.sums = new double[cells];
        this.known = new BitSet(cells);
    }

    /** Returns the amounts of the series on an axis; empty if there are no series. */
    static Amounts of(Axis axis, List<NumberSeries> series) {
        long cell = series.stream().mapToLong(Amounts::stepOf).min().orElse(DEFAULT_STEP.toMillis());
        Amounts amounts = new Amounts(axis, cell);
        series.forEach(amounts::add);
        return amounts;
    }

    private static long stepOf(NumberSeries series) {
        return series.step().orElse(DEFAULT_STEP).toMillis();
    }

    private void add(NumberSeries series) {
        int covered = Math.toIntExact(Math.max(1, stepOf(series) / cell));
        for (int i = 0; i < series.size(); i++) {
            long first = Math.floorDiv(series.timeAt(i) - from, cell);
            double share = series.valueAt(i) / covered;
            for (long at = Math.max(0, first); at < Math.min(sums.length, first + covered); at++) {
                sums[(int) at] += share;
                known.set((int) at);
            }
        }
    }

    /** Takes what no series speaks of for zero, up to an instant until which the source is known to have been read. */
    Amounts zeroUntil(@Nullable Instant read) {
        if (read != null) {
            long whole = Math.floorDiv(read.toEpochMilli() - from, cell);
            known.set(0, (int) Math.max(0, Math.min(sums.length, whole)));
        }
        return this;
    }

    /** Takes what is not known here for zero where the other amounts are known: what was served but did not fail. */
    Amounts zeroWhere(Amounts other) {
        for (int i = 0; i < sums.length; i++) {
            if (other.isKnown(from + i * cell)) {
                known.set(i);
            }
        }
        return this;
    }

    private boolean isKnown(long time) {
        long index = Math.floorDiv(time - from, cell);
        return index >= 0 && index < sums.length && known.get((int) index);
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** Returns the rate in each step of the axis, per minute; null where nothing is known. */
    List<@Nullable Double> perMinute(Axis axis) {
        List<@Nullable Double> rates = new ArrayList<>(axis.size());
        for (int i = 0; i < axis.size(); i++) {
            long first = Math.floorDiv(axis.timeAt(i) - from, cell);
            long last = Math.max(first + 1, -Math.floorDiv(-(axis.timeAt(i) + axis.step() - from), cell));
            rates.add(rate(first, last));
        }
        return rates;
    }

    private @Nullable Double rate(long first, long last) {
        double sum = 0;
        int cells = 0;
        for (int i = (int) Math.max(0, first); i < Math.min(sums.length, last); i++) {
            if (known.get(i)) {
                sum += sums[i];
                cells++;
            }
        }
        return cells == 0 ? null : Digits.drawn(sum / (cells * cell / 60_000.0));
    }

    /** Returns the total over a window; null if nothing of it is known. */
    @Nullable
    Double total(TimeWindow window) {
        double sum = 0;
        boolean any = false;
        for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
            if (window.contains(Instant.ofEpochMilli(from + i * cell))) {
                sum += sums[i];
                any = true;
            }
        }
        return any ? sum : null;
    }

    /** Returns the mean rate over the known part of a window, per minute; null if nothing of it is known. */
    @Nullable
    Double meanPerMinute(TimeWindow window) {
        double sum = 0;
        int cells = 0;
        for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
            if (window.contains(Instant.ofEpochMilli(from + i * cell))) {
                sum += sums[i];
                cells++;
            }
        }
        return cells == 0 ? null : sum / (cells * cell / 60_000.0);
    }
}
