package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a signal's distributions lie from the usual one, as a signal of its own: one figure for each ten minutes, or
 * step if longer, the logarithm of Anderson and Darling's statistic with the number of real measurements. Its baseline is
 * what the statistic was between earlier blocks and what was usual for them, so that whatever makes neighbouring
 * requests alike, and what the distribution does each day, counts for nothing.
 */
final class ShapeSignal {

    private static final long MINUTES_10 = 600_000;
    /** Blocks of fewer real measurements have no shape. */
    private static final double LEAST_ITEMS = 20;

    private static final double LEAST = 0.05;
    /** What is usual is taken from a week. */
    private static final long MEMORY = Blocks.WEEK;
    /** From no more blocks than this, evenly. */
    private static final int MOST_BLOCKS = 96;

    /** The figures, in neper. */
    final Signal signal;

    private final Signal of;
    private final Renewals renewals;
    private final @Nullable DistributionFunction[] blocks;

    private ShapeSignal(Signal signal, Signal of, Renewals renewals, @Nullable DistributionFunction[] blocks) {
        this.signal = signal;
        this.of = of;
        this.renewals = renewals;
        this.blocks = blocks;
    }

    /** Returns the shape of histograms; empty for other signals and where there is too little for a usual one. */
    static Optional<ShapeSignal> of(Signal of, DetectionConfig config) {
        ExponentialHistogram[] steps = of.histograms;
        if (steps == null) {
            return Optional.empty();
        }
        Grid grid = ScatterSignal.blocks(of.grid, (int) Math.max(1, MINUTES_10 / of.grid.step()));
        Signal figures = new Signal(ScatterSignal.key(of.key), SignalClass.OTHER, Model.LEVEL, "shape", grid);
        Signal counts = new Signal(of.key, SignalClass.OTHER, Model.LEVEL, "count", grid);
        DistributionFunction[] blocks = new DistributionFunction[grid.size()];
        double[] weights = Samples.weights(of.totals);
        for (int block = 0; block < blocks.length; block++) {
            int from = Math.max(0, of.grid.indexOf(grid.timeAt(block)));
            int to = of.grid.indexOf(grid.timeAt(block) + grid.step());
            double items = 0;
            for (int i = from; i < to; i++) {
                items += of.totals[i] > 0 ? of.totals[i] / weights[i] : 0;
            }
            if (items >= LEAST_ITEMS) {
                blocks[block] = DistributionFunction.of(of.merged(from, to));
                counts.values[block] = items;
            }
        }
        Renewals renewals = Renewals.of(counts, config.minBaselinePoints());
        if (renewals.isEmpty()) {
            return Optional.empty();
        }
        ShapeSignal shape = new ShapeSignal(figures, of, renewals, blocks);
        for (int start = renewals.first(); start < blocks.length; ) {
            int end = renewals.after(start, blocks.length);
            DistributionFunction usual = shape.usual(start);
            for (int block = start; block < end; block++) {
                DistributionFunction here = blocks[block];
                if (here != null) {
                    double statistic = counts.values[block] * here.distance(usual);
                    figures.values[block] = StrictMath.log(Math.max(LEAST, statistic));
                    figures.totals[block] = 1;
                }
            }
            start = end;
        }
        return Optional.of(shape);
    }

    /** Returns the usual distribution that a block is compared with. */
    DistributionFunction usualAt(int block) {
        return usual(renewals.holdingAt(block));
    }

    /** Returns the distribution over steps of the signal itself. */
    DistributionFunction over(int from, int to) {
        return DistributionFunction.of(of.merged(from, to));
    }

    /** Returns the logarithms of a quantile in the blocks that the usual distribution at a block was made of. */
    double[] quantiles(int block, double share) {
        return history(renewals.holdingAt(block)).stream()
                .mapToDouble(function -> StrictMath.log(function.quantile(share)))
                .toArray();
    }

    private DistributionFunction usual(int renewal) {
        return DistributionFunction.median(history(renewal));
    }

    private List<DistributionFunction> history(int renewal) {
        int from = (int) Math.max(0, renewal - MEMORY / signal.grid.step());
        int every = (renewal - from + MOST_BLOCKS - 1) / MOST_BLOCKS;
        List<DistributionFunction> history = new ArrayList<>();
        for (int block = renewal - 1; block >= from; block--) {
            DistributionFunction function = blocks[block];
            if (function != null && ((renewal - 1 - block) % every == 0)) {
                history.add(function);
            }
        }
        return history;
    }
}
