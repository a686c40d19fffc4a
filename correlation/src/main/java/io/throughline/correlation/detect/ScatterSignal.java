package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import java.util.Optional;

/**
 * How much a signal scatters about its level, as a signal of its own: one figure for each ten steps, the logarithm of the
 * mean distance from their median. So scatter has a baseline, a season, an alarm and a p-value like any level. Counts by
 * roots: those that come one by one scatter alike at every level.
 */
final class ScatterSignal {

    static final int STEPS = 10;
    private static final int LEAST_STEPS = 6;
    /** Smaller counts scatter by what they are. */
    private static final double LEAST_COUNT = 5;
    /** Blocks from which the floor is taken, and the part of their median that it is. */
    private static final int FIRST_BLOCKS = 30;

    private static final double FLOOR = 0.1;
    /** Mean absolute deviation of normal values to their standard deviation. */
    private static final double NORMAL = 1.2533;

    /** The figures, in neper. */
    final Signal signal;

    private final double floor;

    private ScatterSignal(Signal signal, double floor) {
        this.signal = signal;
        this.floor = floor;
    }

    /** Returns the scatter of a level or of counts; empty for other signals, and for what does not scatter at first. */
    static Optional<ScatterSignal> of(Signal of) {
        boolean fits = (of.model == Model.LEVEL || of.model == Model.COUNT) && of.signalClass != SignalClass.ERRORS;
        Grid blocks = blocks(of.grid, STEPS);
        if (!fits || blocks.size() < FIRST_BLOCKS) {
            return Optional.empty();
        }
        double[] scatter = new double[blocks.size()];
        double[] early = new double[FIRST_BLOCKS];
        int n = 0;
        for (int block = 0; block < scatter.length; block++) {
            int from = Math.max(0, of.grid.indexOf(blocks.timeAt(block)));
            int to = of.grid.indexOf(blocks.timeAt(block) + blocks.step());
            scatter[block] = scatter(of, from, to);
            if (n < FIRST_BLOCKS && !Double.isNaN(scatter[block])) {
                early[n++] = scatter[block];
            }
        }
        double floor = n < FIRST_BLOCKS ? 0 : FLOOR * Medians.median(early);
        if (!(floor > 0)) {
            return Optional.empty();
        }
        Signal figures = new Signal(key(of.key), SignalClass.OTHER, Model.LEVEL, "scatter", blocks);
        for (int block = 0; block < scatter.length; block++) {
            if (!Double.isNaN(scatter[block])) {
                figures.values[block] = StrictMath.log(scatter[block] + floor);
                figures.totals[block] = 1;
            }
        }
        return Optional.of(new ScatterSignal(figures, floor));
    }

    /** Returns the standard deviation that a figure stands for: of a level, or of twice the root of a count. */
    double deviation(double figure) {
        return Math.max(0, StrictMath.exp(figure) - floor);
    }

    /** Returns the least standard deviation that is told from none. */
    double least() {
        return floor;
    }

    /** Returns the key of logarithms of what a key's series does. */
    static SeriesKey key(SeriesKey key) {
        return new SeriesKey(key.entity(), key.metric(), new Unit("Np"), SeriesKind.GAUGE, key.attributes());
    }

    /** Returns the grid of the whole blocks of so many steps that a grid has, on the clock. */
    static Grid blocks(Grid grid, int steps) {
        long length = steps * grid.step();
        long first = Math.floorDiv(grid.start(), length);
        long end = Math.floorDiv(grid.timeAt(grid.size()), length);
        return new Grid(first * length, length, (int) Math.max(0, end - first));
    }

    private static double scatter(Signal of, int from, int to) {
        if (of.present(from, to) < LEAST_STEPS) {
            return Double.NaN;
        }
        double[] values = Arrays.copyOfRange(of.values, from, to);
        if (of.model == Model.COUNT) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                double items = values[i] / of.weights()[from + i];
                sum += Double.isNaN(items) ? 0 : items;
                values[i] = 2 * Math.sqrt(items + 0.375);
            }
            if (sum < LEAST_COUNT * of.present(from, to)) {
                return Double.NaN;
            }
        }
        double median = Medians.median(values);
        double distances = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                distances += Math.abs(value - median);
                n++;
            }
        }
        return NORMAL * distances / n;
    }
}
