package io.throughline.core.store;

import io.throughline.core.telemetry.SeriesKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the numbers of a series: for each step that held a point, at its start, how many there were, their sum,
 * smallest, greatest and last. A step is known since the last of its points is.
 *
 * <p>A sum that no double can hold stays at the greatest one.
 */
final class RolledPoints extends Points<RolledPoints> {

    private static final RolledPoints EMPTY =
            new RolledPoints(new long[0], new long[0], new long[0], new long[0], new double[4][0]);
    private static final int SUM = 0;
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int LAST = 3;

    private final long[] lastTimes;
    private final long[] counts;
    private final double[][] figures;

    private RolledPoints(long[] times, long[] knownFrom, long[] lastTimes, long[] counts, double[][] figures) {
        super(times, knownFrom);
        this.lastTimes = lastTimes;
        this.counts = counts;
        this.figures = figures;
    }

    static RolledPoints empty() {
        return EMPTY;
    }

    static RolledPoints of(NumberPoints points, long stepMillis) {
        Steps steps = new Steps(points.times, stepMillis);
        long[] known = new long[steps.size()];
        long[] lastTimes = new long[steps.size()];
        long[] counts = new long[steps.size()];
        double[][] figures = new double[4][steps.size()];
        for (int step = 0; step < steps.size(); step++) {
            int from = steps.from(step);
            int to = steps.to(step);
            CompensatedSum sum = new CompensatedSum();
            double min = points.valueAt(from);
            double max = min;
            long since = points.knownFromAt(from);
            for (int i = from; i < to; i++) {
                double value = points.valueAt(i);
                sum.add(value);
                min = Math.min(min, value);
                max = Math.max(max, value);
                since = Math.max(since, points.knownFromAt(i));
            }
            known[step] = since;
            lastTimes[step] = points.timeAt(to - 1);
            counts[step] = (long) to - from;
            figures[SUM][step] = sum.value();
            figures[MIN][step] = min;
            figures[MAX][step] = max;
            figures[LAST][step] = points.valueAt(to - 1);
        }
        return new RolledPoints(steps.starts(), known, lastTimes, counts, figures);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not that
     */
    static RolledPoints decode(byte[] bytes) {
        return PieceReader.read(bytes, "rolled-up numbers", PieceWriter.ROLLED, in -> {
            int size = in.size();
            long[] times = TimeColumn.read(in, size);
            long[] knownFrom = RunColumn.read(in, size);
            long[] lastTimes = TimeColumn.read(in, size);
            long[] counts = RunColumn.read(in, size);
            double[][] figures = new double[4][];
            for (int figure = 0; figure < figures.length; figure++) {
                figures[figure] = ValueColumn.read(in, size);
            }
            for (int i = 0; i < size; i++) {
                if (counts[i] <= 0
                        || lastTimes[i] < times[i]
                        || !(figures[MIN][i] <= figures[MAX][i])
                        || !Double.isFinite(figures[SUM][i])
                        || Double.isInfinite(figures[MIN][i])
                        || Double.isInfinite(figures[MAX][i])
                        || !(figures[MIN][i] <= figures[LAST][i] && figures[LAST][i] <= figures[MAX][i])) {
                    throw new IllegalArgumentException("the step at " + times[i] + " makes no sense");
                }
            }
            return new RolledPoints(times, knownFrom, lastTimes, counts, figures);
        });
    }

    /** Returns the steps of pieces that have none in common. */
    static RolledPoints join(List<RolledPoints> pieces) {
        return joined(pieces, EMPTY);
    }

    /** Returns the steps of all pieces; of a step that several hold a part of, one for all its points. */
    static RolledPoints merge(List<RolledPoints> pieces) {
        List<Part> parts = new ArrayList<>();
        for (RolledPoints piece : pieces) {
            for (int i = 0; i < piece.size(); i++) {
                parts.add(new Part(piece, i));
            }
        }
        parts.sort(Comparator.comparingLong(Part::time).thenComparingLong(Part::lastTime));
        long[] times = parts.stream().mapToLong(Part::time).toArray();
        long[] distinct = Arrays.stream(times).distinct().toArray();
        long[] known = new long[distinct.length];
        long[] lastTimes = new long[distinct.length];
        long[] counts = new long[distinct.length];
        double[][] figures = new double[4][distinct.length];
        int next = 0;
        for (int step = 0; step < distinct.length; step++) {
            Part first = parts.get(next);
            CompensatedSum sum = new CompensatedSum();
            known[step] = first.of.knownFrom[first.row];
            figures[MIN][step] = first.figure(MIN);
            figures[MAX][step] = first.figure(MAX);
            for (; next < times.length && times[next] == distinct[step]; next++) {
                Part part = parts.get(next);
                sum.add(part.figure(SUM));
                known[step] = Math.max(known[step], part.of.knownFrom[part.row]);
                counts[step] = Math.addExact(counts[step], part.of.counts[part.row]);
                figures[MIN][step] = Math.min(figures[MIN][step], part.figure(MIN));
                figures[MAX][step] = Math.max(figures[MAX][step], part.figure(MAX));
                figures[LAST][step] = part.figure(LAST);
                lastTimes[step] = part.lastTime();
            }
            figures[SUM][step] = sum.value();
        }
        return new RolledPoints(distinct, known, lastTimes, counts, figures);
    }

    long countAt(int index) {
        return counts[index];
    }

    double sumAt(int index) {
        return figures[SUM][index];
    }

    double minAt(int index) {
        return figures[MIN][index];
    }

    double maxAt(int index) {
        return figures[MAX][index];
    }

    double lastAt(int index) {
        return figures[LAST][index];
    }

    /** Returns for each step the value that stands for it in a series of a kind. */
    NumberPoints values(SeriesKind kind, WindowQuery.RolledUp which) {
        double[] values = switch (which) {
            case USUAL -> usual(kind);
            case MIN -> figures[MIN].clone();
            case MEAN -> means();
            case MAX -> figures[MAX].clone();
            case LAST -> figures[LAST].clone();
        };
        return NumberPoints.of(times, values, knownFrom);
    }

    private double[] usual(SeriesKind kind) {
        return switch (kind) {
            case DELTA -> figures[SUM].clone();
            case GAUGE -> means();
            case MAXIMUM -> figures[MAX].clone();
            case RATIO, VENDOR_QUANTILE -> figures[LAST].clone();
            case HISTOGRAM -> throw new IllegalArgumentException("a series of histograms holds no numbers");
        };
    }

    private double[] means() {
        double[] means = new double[times.length];
        for (int i = 0; i < means.length; i++) {
            // A mean lies between the extremes, whatever rounding makes of the sum.
            means[i] = Math.max(minAt(i), Math.min(maxAt(i), sumAt(i) / counts[i]));
        }
        return means;
    }

    @Override
    byte[] encode() {
        PieceWriter out = new PieceWriter(PieceWriter.ROLLED, times.length);
        TimeColumn.write(out, times);
        RunColumn.write(out, knownFrom);
        TimeColumn.write(out, lastTimes);
        RunColumn.write(out, counts);
        for (double[] figure : figures) {
            ValueColumn.write(out, figure);
        }
        return out.finish();
    }

    @Override
    RolledPoints self() {
        return this;
    }

    @Override
    boolean sameValue(int index, RolledPoints other, int otherIndex) {
        boolean same = counts[index] == other.counts[otherIndex] && lastTimes[index] == other.lastTimes[otherIndex];
        for (int figure = 0; same && figure < figures.length; figure++) {
            same = figures[figure][index] == other.figures[figure][otherIndex];
        }
        return same;
    }

    @Override
    RolledPoints withKnownFrom(long[] micros) {
        return new RolledPoints(times, micros, lastTimes, counts, figures);
    }

    @Override
    RolledPoints range(int from, int to) {
        double[][] range = new double[figures.length][];
        for (int figure = 0; figure < range.length; figure++) {
            range[figure] = Arrays.copyOfRange(figures[figure], from, to);
        }
        return new RolledPoints(
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(knownFrom, from, to),
                Arrays.copyOfRange(lastTimes, from, to),
                Arrays.copyOfRange(counts, from, to),
                range);
    }

    @Override
    RolledPoints picked(RolledPoints other, int[] rows) {
        double[][] picked = new double[figures.length][];
        for (int figure = 0; figure < picked.length; figure++) {
            picked[figure] = picked(figures[figure], other.figures[figure], rows);
        }
        return new RolledPoints(
                picked(times, other.times, rows),
                picked(knownFrom, other.knownFrom, rows),
                picked(lastTimes, other.lastTimes, rows),
                picked(counts, other.counts, rows),
                picked);
    }

    @Override
    RolledPoints concatenated(List<RolledPoints> pieces) {
        return merge(pieces);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RolledPoints that
                && Arrays.equals(times, that.times)
                && Arrays.equals(knownFrom, that.knownFrom)
                && Arrays.equals(lastTimes, that.lastTimes)
                && Arrays.equals(counts, that.counts)
                && Arrays.deepEquals(figures, that.figures);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.deepHashCode(figures);
    }

    @Override
    public String toString() {
        return times.length + " rolled-up steps";
    }

    /** A row of a piece. */
    private record Part(RolledPoints of, int row) {
        long time() {
            return of.times[row];
        }

        long lastTime() {
            return of.lastTimes[row];
        }

        double figure(int which) {
            return of.figures[which][row];
        }
    }
}
