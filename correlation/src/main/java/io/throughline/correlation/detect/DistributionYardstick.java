package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * Histograms: how many values lie above a quantile of the usual distribution. That compares distributions at the point that
 * matters, with the support that there is, and does not need one step's quantile, which of few values is noise.
 */
final class DistributionYardstick implements Yardstick {

    private static final double LEAST_SPREAD = 0.02;

    private final Signal signal;
    private final History history;
    private final Profile profile;
    private final ShareYardstick above;
    private double[] threshold;
    private double spread = Double.NaN;

    private DistributionYardstick(
            Signal signal, History history, Profile profile, double[] threshold, ShareYardstick above) {
        this.signal = signal;
        this.history = history;
        this.profile = profile;
        this.threshold = threshold;
        this.above = above;
    }

    static DistributionYardstick of(Signal signal, History history, int until, DetectionConfig config) {
        Histograms histograms = signal.flat();
        Blocks blocks =
                Blocks.of(history, (from, to) -> logarithm(histograms.quantile(history, from, to, signal.quantile)));
        Profile profile = Profile.of(blocks, config);
        double[] levels = profile.over(signal.grid, history.from, until);
        double[] threshold = new double[until];
        double least = Yardstick.leastMove(signal, config);
        double[] part = ShareYardstick.missing(until);
        double[] partLower = ShareYardstick.missing(until);
        double[] whole = ShareYardstick.missing(until);
        int bucket = 0;
        int bucketLower = 0;
        for (int i = history.from; i < until; i++) {
            double level = levels[i];
            if (i > history.from && level == levels[i - 1]) {
                threshold[i] = threshold[i - 1];
            } else {
                threshold[i] = StrictMath.exp(level);
                bucket = Histograms.bucketOf(threshold[i]);
                bucketLower = Histograms.bucketOf(Math.min(threshold[i] / config.minRatio(), threshold[i] - least));
            }
            if (signal.isPresent(i)) {
                whole[i] = histograms.effective(i);
                part[i] = histograms.effectiveAbove(i, bucket);
                partLower[i] = histograms.effectiveAbove(i, bucketLower);
            }
        }
        // Were everything slower by the least ratio, what now lies above the lower threshold would lie above.
        ShareYardstick usualLower = ShareYardstick.of(history, until, config, partLower, whole, (i, usual) -> usual);
        ShareYardstick above = ShareYardstick.of(
                history, until, config, part, whole, (i, usual) -> Math.max(usual, usualLower.shareAt(i)));
        return new DistributionYardstick(signal, history, profile, threshold, above);
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        above.measure(columns, from, to);
        System.arraycopy(threshold, from, columns.expected, from, to - from);
    }

    @Override
    public void forget() {
        above.forget();
        threshold = new double[0];
    }

    @Override
    public double dispersion() {
        return above.dispersion();
    }

    @Override
    public Band band(double expected, double attempts, double inflation) {
        if (Double.isNaN(spread)) {
            spread = spread();
        }
        double width = StrictMath.exp(Band.WIDTH * spread);
        return new Band(expected / width, expected * width);
    }

    @Override
    public String method() {
        return profile.method();
    }

    /** How much single steps' figures vary about their level, in logarithms. */
    private double spread() {
        double[] levels = profile.over(signal.grid, history.from, history.to);
        double[] logarithms = new double[history.to - history.from];
        int n = 0;
        for (int i = history.from; i < history.to; i++) {
            if (signal.values[i] > 0 && history.has(i)) {
                logarithms[n++] = StrictMath.log(signal.values[i]) - levels[i];
            }
        }
        return n == 0 ? LEAST_SPREAD : Math.max(LEAST_SPREAD, Medians.deviation(Arrays.copyOf(logarithms, n), 0));
    }

    private static double logarithm(double seconds) {
        return Double.isNaN(seconds) ? Double.NaN : StrictMath.log(Math.max(1e-9, seconds));
    }
}
