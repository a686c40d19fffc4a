package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * Real numbers about a level: distance in median absolute deviations. The scale has floors: half of the least move between
 * neighbours, for what is quantised, and where zero means none, 2 % of the level. Durations that were all above zero are
 * put on a logarithmic scale if they reach farther up than down.
 */
final class LevelYardstick implements Yardstick {

    private static final double PART_OF_LEVEL = 0.02;
    /** How many deviations the first move of what never moved is taken to be: outside the band, but no miracle. */
    private static final double FIRST_MOVE = 3;

    private final Signal signal;
    private final Profile profile;
    private final double scale;
    private final boolean logarithmic;
    private final DetectionConfig config;

    private LevelYardstick(
            Signal signal, Profile profile, double scale, boolean logarithmic, DetectionConfig config) {
        this.signal = signal;
        this.profile = profile;
        this.scale = scale;
        this.logarithmic = logarithmic;
        this.config = config;
    }

    static LevelYardstick of(Signal signal, History history, DetectionConfig config) {
        boolean logarithmic = isSkewed(signal, history);
        double[] values = logarithmic ? signal.logarithms() : signal.values;
        Blocks blocks = Blocks.of(history, (from, to) -> median(values, history, from, to));
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
            residuals[i - history.from] = values[i] - level;
            double move = Math.abs(values[i] - before);
            moves[i - history.from] = move > 0 ? move : Double.NaN;
            before = values[i];
        }
        double quantum = 0.5 * Medians.quantile(moves, 0.1);
        double scale =
                Math.max(Medians.deviation(residuals, 0), Double.isNaN(quantum) ? firstMove(signal, history) : quantum);
        if (logarithmic) {
            scale = Math.max(scale, PART_OF_LEVEL);
        } else if (signal.hasNaturalZero()) {
            scale = Math.max(scale, PART_OF_LEVEL * Math.abs(Medians.median(levels)));
        }
        return new LevelYardstick(signal, profile, scale > 0 ? scale : 1, logarithmic, config);
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double[] levels = profile.over(signal.grid, from, to);
        double least = Yardstick.leastMove(signal, config);
        for (int i = from; i < to; i++) {
            double level = levels[i];
            columns.expected[i] = level;
            if (logarithmic) {
                double usual = StrictMath.exp(level);
                columns.expected[i] = usual;
                columns.scores[i] = (signal.logarithms()[i] - level) / scale;
                double matters = Math.max(config.minRatio(), 1 + least / usual);
                columns.relevant[i] = StrictMath.log(matters) / scale;
            } else if (signal.model == Model.UTILIZATION) {
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
        if (logarithmic) {
            double width = StrictMath.exp(Band.WIDTH * scale);
            return new Band(expected / width, expected * width);
        }
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

    /** Tells whether the values are durations that reach farther up than down (A. L. Bowley's skewness, of deciles). */
    private static boolean isSkewed(Signal signal, History history) {
        if (!signal.key.unit().equals(Unit.SECONDS)) {
            return false;
        }
        double[] values = Arrays.copyOfRange(signal.values, history.from, history.to);
        for (int i = 0; i < values.length; i++) {
            if (!history.has(history.from + i)) {
                values[i] = Double.NaN;
            } else if (values[i] <= 0) {
                return false;
            }
        }
        double low = Medians.quantile(values, 0.1);
        double middle = Medians.median(values);
        double high = Medians.quantile(values, 0.9);
        return high - middle > middle - low;
    }

    private static double median(double[] all, History history, int from, int to) {
        double[] values = Arrays.copyOfRange(all, from, to);
        for (int i = from; i < to; i++) {
            if (!history.has(i)) {
                values[i - from] = Double.NaN;
            }
        }
        return Medians.median(values);
    }
}
