package io.throughline.core.store;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points of a series of histograms, each in its binary form, by which they are compared. */
final class HistogramPoints extends Points<HistogramPoints> {

    private static final HistogramPoints EMPTY = new HistogramPoints(new long[0], new byte[0][], new long[0]);

    private final byte[][] values;

    private HistogramPoints(long[] times, byte[][] values, long[] knownFrom) {
        super(times, knownFrom);
        this.values = values;
    }

    static HistogramPoints empty() {
        return EMPTY;
    }

    /**
     * Makes points of columns of one length, and keeps the columns.
     *
     * @param values the binary forms of the histograms
     * @throws IllegalArgumentException if lengths differ or times do not ascend
     */
    static HistogramPoints of(long[] times, byte[][] values, long[] knownFrom) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times but " + values.length + " histograms");
        }
        return new HistogramPoints(times, values, knownFrom);
    }

    /** Returns the points of a series, known from one instant on, epoch microseconds. */
    static HistogramPoints of(HistogramSeries series, long known) {
        long[] times = new long[series.size()];
        byte[][] values = new byte[times.length][];
        long[] knownFrom = new long[times.length];
        Arrays.fill(knownFrom, known);
        for (int i = 0; i < times.length; i++) {
            times[i] = series.timeAt(i);
            values[i] = series.histogramAt(i).encode();
        }
        return new HistogramPoints(times, values, knownFrom);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not that
     */
    static HistogramPoints decode(byte[] bytes) {
        return PieceReader.read(bytes, "histograms", PieceWriter.HISTOGRAMS, in -> {
            int size = in.size();
            long[] times = TimeColumn.read(in, size);
            long[] knownFrom = RunColumn.read(in, size);
            byte[][] values = new byte[size][];
            for (int i = 0; i < size; i++) {
                values[i] = in.bytes();
            }
            return of(times, values, knownFrom);
        });
    }

    /** Returns the points of pieces that have no time in common. */
    static HistogramPoints join(List<HistogramPoints> pieces) {
        return joined(pieces, EMPTY);
    }

    /**
     * Returns a histogram.
     *
     * @throws IllegalArgumentException if what is stored is none
     */
    ExponentialHistogram valueAt(int index) {
        return ExponentialHistogram.decode(values[index]);
    }

    /**
     * Returns the points as a series.
     *
     * @throws IllegalArgumentException if what is stored of one is no histogram
     */
    HistogramSeries series(SeriesKey key, @Nullable Duration step) {
        List<ExponentialHistogram> histograms = new ArrayList<>(times.length);
        for (int i = 0; i < times.length; i++) {
            histograms.add(valueAt(i));
        }
        return HistogramSeries.of(key, step, times, histograms);
    }

    /**
     * Returns one point for each step that holds any: at the start of the step, counted from the epoch, the merged
     * histogram, known since all of it is known.
     */
    HistogramPoints rollUp(long stepMillis) {
        Steps steps = new Steps(times, stepMillis);
        byte[][] merged = new byte[steps.size()][];
        long[] known = new long[steps.size()];
        for (int step = 0; step < steps.size(); step++) {
            int from = steps.from(step);
            ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
            known[step] = knownFrom[from];
            for (int i = from; i < steps.to(step); i++) {
                histogram.merge(valueAt(i));
                known[step] = Math.max(known[step], knownFrom[i]);
            }
            merged[step] = histogram.build().encode();
        }
        return new HistogramPoints(steps.starts(), merged, known);
    }

    @Override
    byte[] encode() {
        PieceWriter out = new PieceWriter(PieceWriter.HISTOGRAMS, times.length);
        TimeColumn.write(out, times);
        RunColumn.write(out, knownFrom);
        for (byte[] value : values) {
            out.bytes(value);
        }
        return out.finish();
    }

    @Override
    HistogramPoints self() {
        return this;
    }

    @Override
    boolean sameValue(int index, HistogramPoints other, int otherIndex) {
        return Arrays.equals(values[index], other.values[otherIndex]);
    }

    @Override
    HistogramPoints withKnownFrom(long[] micros) {
        return new HistogramPoints(times, values, micros);
    }

    @Override
    HistogramPoints range(int from, int to) {
        return new HistogramPoints(
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(values, from, to),
                Arrays.copyOfRange(knownFrom, from, to));
    }

    @Override
    HistogramPoints picked(HistogramPoints other, int[] rows) {
        byte[][] picked = new byte[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = rows[i] >= 0 ? values[rows[i]] : other.values[~rows[i]];
        }
        return new HistogramPoints(picked(times, other.times, rows), picked, picked(knownFrom, other.knownFrom, rows));
    }

    @Override
    HistogramPoints concatenated(List<HistogramPoints> pieces) {
        int total = total(pieces);
        long[] allTimes = new long[total];
        byte[][] allValues = new byte[total][];
        long[] allKnown = new long[total];
        int at = 0;
        for (HistogramPoints piece : pieces) {
            System.arraycopy(piece.times, 0, allTimes, at, piece.size());
            System.arraycopy(piece.values, 0, allValues, at, piece.size());
            System.arraycopy(piece.knownFrom, 0, allKnown, at, piece.size());
            at += piece.size();
        }
        return new HistogramPoints(allTimes, allValues, allKnown);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistogramPoints that
                && Arrays.equals(times, that.times)
                && Arrays.deepEquals(values, that.values)
                && Arrays.equals(knownFrom, that.knownFrom);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return times.length + " histograms";
    }
}
