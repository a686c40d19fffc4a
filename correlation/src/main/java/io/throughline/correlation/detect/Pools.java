package io.throughline.correlation.detect;

import java.util.Optional;

/**
 * Few items, pooled over ten steps as a signal of its own. Of a step with one item or none nothing can be said, and steps of
 * which each says next to nothing do not add up to an alarm; over an hour the same items may be far more than usual.
 */
final class Pools {

    private static final int STEPS = 10;
    /** With as many items a step, steps speak for themselves. */
    private static final double MANY = 10;

    private Pools() {}

    /** Returns the pooled signal of counts or shares with few items; empty for others. */
    static Optional<Signal> of(Deviations deviations) {
        Signal of = deviations.signal;
        if ((of.model != Model.COUNT && of.model != Model.SHARE) || !fits(deviations)) {
            return Optional.empty();
        }
        Grid grid = ScatterSignal.blocks(of.grid, STEPS);
        if (grid.size() == 0) {
            return Optional.empty();
        }
        Signal pooled = new Signal(of.key, of.signalClass, of.model, of.measure, grid);
        for (int block = 0; block < grid.size(); block++) {
            int from = Math.max(0, of.grid.indexOf(grid.timeAt(block)));
            int to = of.grid.indexOf(grid.timeAt(block) + grid.step());
            int present = of.present(from, to);
            // Shares may do without some steps, counts would be lower.
            if (present == STEPS || (of.model == Model.SHARE && present > 0)) {
                pooled.values[block] = sum(of.values, from, to);
                pooled.totals[block] = of.model == Model.SHARE ? sum(of.totals, from, to) : 1;
            }
        }
        return Optional.of(pooled);
    }

    private static boolean fits(Deviations deviations) {
        // Before a day has passed, an hour may be unlike the one before by the time of day alone.
        if (deviations.baselineAt(deviations.scanFrom).history().millis() < Blocks.DAY) {
            return false;
        }
        double sum = 0;
        int n = 0;
        for (int i = deviations.scanFrom; i < deviations.size(); i++) {
            double usual = deviations.columns.usual[i];
            if (!Double.isNaN(usual)) {
                sum += usual;
                n++;
            }
        }
        return sum < MANY * n;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }
}
