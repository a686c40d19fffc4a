package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * Real numbers about a level: distance in median absolute deviations. The scale has floors: half of the least move between
 * neighbours, for what is quantised, and where zero means none, 2 % of the level.
 */
final class LevelYardstick implements Yardstick {

    private static final double PART_OF_LEVEL = 0.02;
    /** How many deviations the first move of what never moved is taken to be: outside the band, but no miracle. */
    private static final double FIRST_MOVE = 3;

    private final Signal signal;
    private final Profile profile;
    private final double scale;
    private final DetectionConfig config;

    private LevelYardstick(Signal signal, Profile profile, double scale, DetectionConfig config) {
        this.signal = signal;
        this.profile = profile;
        this.scale = scale;
        this.config = config;
    }

    static LevelYardstick of(Signal signal, History history, DetectionConfig config) {
        Blocks blocks = Blocks.of(history, (from, to) -> median(signal, history, from, to));
        Profile profile = Profile.of(blocks, config);
        double[] usual = profile.over(signal.grid, history.from, history.to);
        double[] residuals = ShareYardstick.missing(history.to - history.from);
        double[] moves = ShareYardstick.missing(history.to - history.from);
        double[] levels = ShareYardstick.missing(history.to - history.from);
        double before = Double.NaN;
        for (int i = history.from; i < history.to; i++) {
            if (!signal.isPresent(i) || !history.has(i)) {
                continue;
            }
            double level = usual[i];
            levels[i - history.from] = level;
            residuals[i - history.from] = signal.values[i] - level;
            double move = Math.abs(signal.values[i] - before);
            moves[i - history.from] = move > 0 ? move : Double.NaN;
            before = signal.values[i];
        }
        double quantum = 0.5 * Medians.quantile(moves, 0.1);
        double scale =
                Math.max(Medians.deviation(residuals, 0), Double.isNaN(quantum) ? firstMove(signal, history) : quantum);
        if (signal.hasNaturalZero()) {
            scale = Math.max(scale, PART_OF_LEVEL * Math.abs(Medians.median(levels)));
        }
        return new LevelYardstick(signal, profile, scale > 0 ? scale : 1, config);
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double[] levels = profile.over(signal.grid, from, to);
        double least = Yardstick.leastMove(signal, config);
        for (int i = from; i < to; i++) {
            double level = levels[i];
            columns.expected[i] = level;
            if (signal.model == Model.UTILIZATION) {
                // Full or not is the question; half full instead of a quarter is no news.
                double nearlyFull = Math.max(level, config.saturation() - 0.1);
                columns.scores[i] = (signal.values[i] - nearlyFull) / Math.max(0.05, scale);
                columns.relevant[i] = 0;
            } else {
                columns.scores[i] = (signal.values[i] - level) / scale;
                double matters = signal.hasNaturalZero() ? (config.minRatio() - 1) * Math.abs(level) : 0;
                columns.relevant[i] = Math.max(matters, least) / scale;
            }
        }
    }

    @Override
    public double dispersion() {
        return 1;
    }

    @Override
    public Band band(double expected, double attempts, double inflation) {
        return new Band(expected - Band.WIDTH * scale, expected + Band.WIDTH * scale);
    }

    @Override
    public String method() {
        return profile.method();
    }

    /** What never moved is measured by the first move that it makes. */
    private static double firstMove(Signal signal, History history) {
        double before = Double.NaN;
        for (int i = history.from; i < signal.grid.size(); i++) {
            if (signal.isPresent(i)) {
                double move = Math.abs(signal.values[i] - before);
                if (i >= history.to && move > 0) {
                    return move / FIRST_MOVE;
                }
                before = signal.values[i];
            }
        }
        return 0;
    }

    private static double median(Signal signal, History history, int from, int to) {
        double[] values = Arrays.copyOfRange(signal.values, from, to);
        for (int i = from; i < to; i++) {
            if (!history.has(i)) {
                values[i - from] = Double.NaN;
            }
        }
        return Medians.median(values);
    }
}
