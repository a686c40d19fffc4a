package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;

/**
 * Histograms: how many values lie above a quantile of the usual distribution. That compares distributions at the point that
 * matters, with the support that there is, and does not need one step's quantile, which of few values is noise.
 */
final class DistributionYardstick implements Yardstick {

    private final double[] threshold;
    private final ShareYardstick above;
    private final double spread;
    private final String method;

    private DistributionYardstick(double[] threshold, ShareYardstick above, double spread, String method) {
        this.threshold = threshold;
        this.above = above;
        this.spread = spread;
        this.method = method;
    }

    static DistributionYardstick of(Signal signal, History history, DetectionConfig config) {
        Grid grid = signal.grid;
        Blocks blocks = Blocks.of(history, (from, to) -> logarithm(signal.usualQuantile(history, from, to)));
        Profile profile = Profile.of(blocks, config);
        int size = grid.size();
        double[] levels = profile.over(grid, history.from, size);
        double[] threshold = new double[size];
        double[] lower = new double[size];
        double least = Yardstick.leastMove(signal, config);
        double[] logarithms = ShareYardstick.missing(history.to - history.from);
        for (int i = history.from; i < size; i++) {
            double level = levels[i];
            threshold[i] = i > history.from && level == levels[i - 1] ? threshold[i - 1] : StrictMath.exp(level);
            lower[i] = Math.min(threshold[i] / config.minRatio(), threshold[i] - least);
            if (i < history.to && signal.values[i] > 0 && history.has(i)) {
                logarithms[i - history.from] = StrictMath.log(signal.values[i]) - level;
            }
        }
        double[] part = ShareYardstick.missing(size);
        double[] partLower = ShareYardstick.missing(size);
        double[] whole = ShareYardstick.missing(size);
        Samples.countAbove(signal, history.from, threshold, part, lower, partLower, whole);
        // Were everything slower by the least ratio, what now lies above the lower threshold would lie above.
        ShareYardstick usualLower = ShareYardstick.of(history, config, partLower, whole, (i, usual) -> usual);
        ShareYardstick above =
                ShareYardstick.of(history, config, part, whole, (i, usual) -> Math.max(usual, usualLower.shareAt(i)));
        double deviation = Medians.deviation(logarithms, 0);
        return new DistributionYardstick(
                threshold, above, Math.max(0.02, Double.isNaN(deviation) ? 0 : deviation), profile.method());
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        above.measure(columns, from, to);
        System.arraycopy(threshold, from, columns.expected, from, to - from);
    }

    @Override
    public double dispersion() {
        return above.dispersion();
    }

    @Override
    public Band band(double expected, double attempts, double inflation) {
        double width = StrictMath.exp(Band.WIDTH * spread);
        return new Band(expected / width, expected * width);
    }

    @Override
    public String method() {
        return method;
    }

    private static double logarithm(double seconds) {
        return Double.isNaN(seconds) ? Double.NaN : StrictMath.log(Math.max(1e-9, seconds));
    }
}
