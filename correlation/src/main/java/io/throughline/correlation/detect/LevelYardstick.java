package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.statistics.Medians;
import io.throughline.correlation.statistics.Selection;

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
    private final String method;
    private double[] levels;
    private final double scale;
    private final boolean logarithmic;
    private final DetectionConfig config;

    private LevelYardstick(
            Signal signal, double[] levels, double scale, boolean logarithmic, String method, DetectionConfig config) {
        this.signal = signal;
        this.levels = levels;
        this.method = method;
        this.scale = scale;
        this.logarithmic = logarithmic;
        this.config = config;
    }

    static LevelYardstick of(Signal signal, History history, int until, DetectionConfig config) {
        boolean logarithmic = isSkewed(signal, history);
        double[] values = logarithmic ? signal.logarithms() : signal.values;
        Blocks blocks = Blocks.of(history, (from, to) -> median(values, history, from, to));
        Profile profile = Profile.of(blocks, config);
        double[] usual = profile.over(signal.grid, history.from, until);
        double[] residuals = new double[history.to - history.from];
        double[] moves = new double[history.to - history.from];
        double[] levels = new double[history.to - history.from];
        int n = 0;
        int moved = 0;
        double before = Double.NaN;
        for (int i = history.from; i < history.to; i++) {
            if (!signal.isPresent(i) || !history.has(i)) {
                continue;
            }
            double level = usual[i];
            levels[n] = level;
            residuals[n++] = Math.abs(values[i] - level);
            double move = Math.abs(values[i] - before);
            if (move > 0) {
                moves[moved++] = move;
            }
            before = values[i];
        }
        double quantum = moved == 0 ? firstMove(signal, history) : 0.5 * Selection.quantile(moves, moved, 0.1);
        double scale = Math.max(Medians.NORMAL_CONSISTENCY * Selection.quantile(residuals, n, 0.5), quantum);
        if (logarithmic) {
            scale = Math.max(scale, PART_OF_LEVEL);
        } else if (signal.hasNaturalZero()) {
            scale = Math.max(scale, PART_OF_LEVEL * Math.abs(Selection.quantile(levels, n, 0.5)));
        }
        return new LevelYardstick(signal, usual, scale > 0 ? scale : 1, logarithmic, profile.method(), config);
    }

    @Override
    public void measure(Columns columns, int from, int to) {
        double[] values = logarithmic ? signal.logarithms() : signal.values;
        double known = Double.NaN;
        double usual = Double.NaN;
        double matters = Double.NaN;
        boolean naturalZero = signal.hasNaturalZero();
        double least = Yardstick.leastMove(signal, config);
        for (int i = from; i < to; i++) {
            double level = levels[i];
            columns.expected[i] = level;
            if (logarithmic) {
                if (level != known) {
                    known = level;
                    usual = StrictMath.exp(level);
                    matters = StrictMath.log(Math.max(config.minRatio(), 1 + least / usual)) / scale;
                }
                columns.expected[i] = usual;
                columns.scores[i] = (values[i] - level) / scale;
                columns.relevant[i] = matters;
            } else if (signal.model == Model.UTILIZATION) {
                // Full or not is the question; half full instead of a quarter is no news.
                double nearlyFull = Math.max(level, config.saturation() - 0.1);
                columns.scores[i] = (signal.values[i] - nearlyFull) / Math.max(0.05, scale);
                columns.relevant[i] = 0;
            } else {
                columns.scores[i] = (signal.values[i] - level) / scale;
                double ratio = naturalZero ? (config.minRatio() - 1) * Math.abs(level) : 0;
                columns.relevant[i] = Math.max(ratio, least) / scale;
            }
        }
    }

    @Override
    public void forget() {
        levels = new double[0];
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
        return method;
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
        double[] values = new double[history.to - history.from];
        int n = 0;
        for (int i = history.from; i < history.to; i++) {
            if (signal.isPresent(i) && history.has(i)) {
                if (signal.values[i] <= 0) {
                    return false;
                }
                values[n++] = signal.values[i];
            }
        }
        double low = Selection.quantile(values, n, 0.1);
        double middle = Selection.quantile(values, n, 0.5);
        double high = Selection.quantile(values, n, 0.9);
        return high - middle > middle - low;
    }

    private static double median(double[] all, History history, int from, int to) {
        double[] values = new double[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(all[i]) && history.has(i)) {
                values[n++] = all[i];
            }
        }
        return Selection.quantile(values, n, 0.5);
    }
}
