package io.throughline.core.store;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points of a series of finite numbers. There is one zero: -0.0 becomes 0.0. */
final class NumberPoints extends Points<NumberPoints> {

    private static final NumberPoints EMPTY = new NumberPoints(new long[0], new double[0], new long[0]);

    private final double[] values;

    private NumberPoints(long[] times, double[] values, long[] knownFrom) {
        super(times, knownFrom);
        this.values = values;
    }

    static NumberPoints empty() {
        return EMPTY;
    }

    /**
     * Makes points of columns of one length, and keeps the columns.
     *
     * @throws IllegalArgumentException if lengths differ, times do not ascend or a value is not finite
     */
    static NumberPoints of(long[] times, double[] values, long[] knownFrom) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times but " + values.length + " values");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("the value at " + times[i] + " is not finite: " + values[i]);
            }
            values[i] += 0.0; // turns -0.0 into 0.0
        }
        return new NumberPoints(times, values, knownFrom);
    }

    /** Returns the points of a series, known from one instant on, epoch microseconds. */
    static NumberPoints of(NumberSeries series, long known) {
        long[] knownFrom = new long[series.size()];
        Arrays.fill(knownFrom, known);
        return of(series.times(), series.values(), knownFrom);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not that
     */
    static NumberPoints decode(byte[] bytes) {
        return PieceReader.read(bytes, "numbers", PieceWriter.NUMBERS, in -> {
            int size = in.size();
            long[] times = TimeColumn.read(in, size);
            long[] knownFrom = RunColumn.read(in, size);
            return of(times, ValueColumn.read(in, size), knownFrom);
        });
    }

    /** Returns the points of pieces that have no time in common. */
    static NumberPoints join(List<NumberPoints> pieces) {
        return joined(pieces, EMPTY);
    }

    double valueAt(int index) {
        return values[index];
    }

    /** Returns the points as a series, without copying. */
    NumberSeries series(SeriesKey key, @Nullable Duration step) {
        return NumberSeries.owning(key, step, times, values);
    }

    /** Returns one summary for each step that holds a point; steps are counted from the epoch. */
    RolledPoints rollUp(long stepMillis) {
        return RolledPoints.of(this, stepMillis);
    }

    @Override
    byte[] encode() {
        PieceWriter out = new PieceWriter(PieceWriter.NUMBERS, times.length);
        TimeColumn.write(out, times);
        RunColumn.write(out, knownFrom);
        ValueColumn.write(out, values);
        return out.finish();
    }

    @Override
    NumberPoints self() {
        return this;
    }

    @Override
    boolean sameValue(int index, NumberPoints other, int otherIndex) {
        return values[index] == other.values[otherIndex];
    }

    @Override
    NumberPoints withKnownFrom(long[] micros) {
        return new NumberPoints(times, values, micros);
    }

    @Override
    NumberPoints range(int from, int to) {
        return new NumberPoints(
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(values, from, to),
                Arrays.copyOfRange(knownFrom, from, to));
    }

    @Override
    NumberPoints picked(NumberPoints other, int[] rows) {
        return new NumberPoints(
                picked(times, other.times, rows),
                picked(values, other.values, rows),
                picked(knownFrom, other.knownFrom, rows));
    }

    @Override
    NumberPoints concatenated(List<NumberPoints> pieces) {
        int total = total(pieces);
        long[] allTimes = new long[total];
        double[] allValues = new double[total];
        long[] allKnown = new long[total];
        int at = 0;
        for (NumberPoints piece : pieces) {
            System.arraycopy(piece.times, 0, allTimes, at, piece.size());
            System.arraycopy(piece.values, 0, allValues, at, piece.size());
            System.arraycopy(piece.knownFrom, 0, allKnown, at, piece.size());
            at += piece.size();
        }
        return new NumberPoints(allTimes, allValues, allKnown);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NumberPoints that
                && Arrays.equals(times, that.times)
                && Arrays.equals(values, that.values)
                && Arrays.equals(knownFrom, that.knownFrom);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return times.length + " numbers";
    }
}
