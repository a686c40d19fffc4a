package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.statistics.Autocorrelation;
import io.throughline.correlation.statistics.Medians;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts a signal beside its own normal. The baseline is made of the history before the focus; where there is none, of the
 * first quarter of what there is. Scores are about standard normal while nothing happens: each model stabilises the
 * variance, and what the history varies more than its model, and longer than from step to step, is divided out.
 */
final class Baseliner {

    private static final double SCORE_LIMIT = 3;
    private static final Duration FLAT_AFTER = Duration.ofHours(1);

    private final DetectionConfig config;
    private final TelemetryWindow window;

    Baseliner(DetectionConfig config, TelemetryWindow window) {
        this.config = config;
        this.window = window;
    }

    /** Returns the signal beside its baseline; empty while there is too little to make one of. */
    Optional<Deviations> baseline(Signal signal) {
        Grid grid = signal.grid;
        int to = Math.max(0, Math.min(grid.size(), grid.indexOf(window.focus().from())));
        int support = signal.present(0, to);
        if (support < config.minBaselinePoints()) {
            int all = signal.present(0, grid.size());
            if (all < 2 * config.minBaselinePoints()) {
                return Optional.empty();
            }
            support = Math.max(config.minBaselinePoints(), all / 4);
            to = endOf(signal, support);
        }
        int from = firstPresent(signal);
        long length = (to - from) * grid.step();
        boolean seasonal = length >= config.seasonalAfter().toMillis() && grid.step() <= FLAT_AFTER.toMillis();
        String method = (seasonal ? "usual level at this hour of the day" : "usual level") + ", median over "
                + Duration.ofMillis(length).toHours() + " h before";
        double[] scores = new double[grid.size()];
        double[] relevant = new double[grid.size()];
        double[] expected = expected(signal, from, to, seasonal, scores, relevant);
        if (signal.model == Model.UTILIZATION) {
            Arrays.fill(relevant, Excursions.ALLOWANCE);
            return Optional.of(new Deviations(signal, expected, scores, relevant, 1, 0, to, support, method));
        }
        double spread = spread(scores, from, to);
        double persistence =
                Math.max(0, Math.min(0.9, Autocorrelation.ofNeighbours(scores, from, to, SCORE_LIMIT * spread)));
        double inflation = spread * Math.sqrt((1 + persistence) / (1 - persistence));
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= inflation;
            double half = relevant[i] / inflation / 2;
            relevant[i] = half > Excursions.ALLOWANCE ? half : Excursions.ALLOWANCE;
        }
        return Optional.of(
                new Deviations(signal, expected, scores, relevant, inflation, persistence, to, support, method));
    }

    /**
     * Returns what is expected, and fills in how far each step is from it and how far the least shift that matters would
     * be.
     */
    private double[] expected(Signal signal, int from, int to, boolean seasonal, double[] scores, double[] relevant) {
        double ratio = config.minRatio();
        Grid grid = signal.grid;
        return switch (signal.model) {
            case COUNT -> {
                double[] level = Profile.of(grid, from, to, seasonal, (a, b) -> mean(signal.values, a, b))
                        .over(grid);
                double[] weight = Samples.weights(grid, signal.values);
                for (int i = 0; i < scores.length; i++) {
                    double usual = Math.max(0, level[i]) / weight[i];
                    scores[i] = 2 * (Math.sqrt(signal.values[i] / weight[i] + 0.375) - Math.sqrt(usual + 0.375));
                    relevant[i] = 2 * (Math.sqrt(ratio * usual + 0.375) - Math.sqrt(usual + 0.375));
                }
                yield level;
            }
            case SHARE -> {
                double[] weight = Samples.weights(grid, signal.totals);
                double[] failed = new double[grid.size()];
                double[] of = new double[grid.size()];
                for (int i = 0; i < of.length; i++) {
                    failed[i] = signal.values[i] / weight[i];
                    of[i] = signal.totals[i] / weight[i];
                }
                double[] share = shares(signal, failed, of, from, to, seasonal, scores);
                for (int i = 0; i < scores.length; i++) {
                    double n = of[i];
                    double more = Math.min(1, Math.max(ratio * share[i], share[i] + config.minErrorShare()));
                    relevant[i] = 2 * Math.sqrt(n) * (angle(n * more, n) - angle(n * share[i], n));
                }
                yield share;
            }
            case DISTRIBUTION -> {
                double[] threshold = Profile.of(
                                grid,
                                from,
                                to,
                                seasonal,
                                (a, b) -> signal.merged(a, b).quantile(0.95))
                        .over(grid);
                double[] above = new double[grid.size()];
                double[] of = new double[grid.size()];
                Samples.countAbove(signal, threshold, above, of);
                double[] usual = shares(signal, above, of, from, to, seasonal, scores);
                double[] lower = new double[grid.size()];
                for (int i = 0; i < lower.length; i++) {
                    lower[i] = Math.min(threshold[i] / ratio, threshold[i] - leastMove(signal));
                }
                // Were everything slower by the least ratio, what now lies above the lower threshold would lie above.
                double[] aboveLower = new double[grid.size()];
                Samples.countAbove(signal, lower, aboveLower, of);
                double[] more = Profile.of(grid, from, to, seasonal, (a, b) -> ratio(aboveLower, of, a, b))
                        .over(grid);
                for (int i = 0; i < relevant.length; i++) {
                    double n = of[i];
                    relevant[i] = 2 * Math.sqrt(n) * (angle(n * more[i], n) - angle(n * usual[i], n));
                }
                yield threshold;
            }
            case LEVEL, UTILIZATION -> levels(signal, from, to, seasonal, scores, relevant);
        };
    }

    private double leastMove(Signal signal) {
        if (signal.signalClass == SignalClass.ERRORS && signal.key.unit().equals(Unit.ONE)) {
            return config.minErrorShare();
        }
        return signal.signalClass == SignalClass.LATENCY ? config.minExtraSeconds() : 0;
    }

    /** Angular transformation with Anscombe's correction (Biometrika 35, 1948). */
    private static double[] shares(
            Signal signal, double[] part, double[] whole, int from, int to, boolean seasonal, double[] scores) {
        double[] share = Profile.of(signal.grid, from, to, seasonal, (a, b) -> ratio(part, whole, a, b))
                .over(signal.grid);
        for (int i = 0; i < scores.length; i++) {
            double n = whole[i];
            double usual = n * Math.max(0, Math.min(1, share[i]));
            scores[i] = 2 * Math.sqrt(n) * (angle(part[i], n) - angle(usual, n));
        }
        return share;
    }

    private static double angle(double part, double whole) {
        return StrictMath.asin(Math.sqrt(Math.min(1, (part + 0.375) / (whole + 0.75))));
    }

    private double[] levels(Signal signal, int from, int to, boolean seasonal, double[] scores, double[] relevant) {
        double[] level = Profile.of(signal.grid, from, to, seasonal, (a, b) -> median(signal.values, a, b))
                .over(signal.grid);
        double[] residuals = new double[to - from];
        double[] moves = new double[to - from];
        for (int i = from; i < to; i++) {
            residuals[i - from] = signal.values[i] - level[i];
            double move = i == from ? 0 : Math.abs(signal.values[i] - signal.values[i - 1]);
            moves[i - from] = move > 0 ? move : Double.NaN;
        }
        double quantum = Medians.quantile(moves, 0.1);
        double typical = Math.abs(Medians.median(Arrays.copyOfRange(level, from, to)));
        double scale = Medians.deviation(residuals, 0);
        scale = Math.max(scale, Math.max(0.02 * typical, Double.isNaN(quantum) ? 0 : 0.5 * quantum));
        scale = Math.max(scale, 1e-9);
        for (int i = 0; i < scores.length; i++) {
            if (signal.model == Model.UTILIZATION) {
                // Full or not is the question; half full instead of a quarter is no news.
                double nearlyFull = Math.max(level[i], config.saturation() - 0.1);
                scores[i] = (signal.values[i] - nearlyFull) / Math.max(0.05, scale);
            } else {
                scores[i] = (signal.values[i] - level[i]) / scale;
                relevant[i] = Math.max((config.minRatio() - 1) * Math.abs(level[i]), leastMove(signal)) / scale;
            }
        }
        return level;
    }

    /** At least one: a history that varies less than its model is luck or quantisation. */
    private static double spread(double[] scores, int from, int to) {
        double[] history = Arrays.copyOfRange(scores, from, to);
        double robust = Medians.deviation(history, 0);
        double squares = 0;
        int n = 0;
        for (double score : history) {
            if (!Double.isNaN(score)) {
                double limited = Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, score));
                squares += limited * limited;
                n++;
            }
        }
        return Math.max(1, Math.max(robust, n == 0 ? 1 : Math.sqrt(squares / n)));
    }

    private static int firstPresent(Signal signal) {
        int first = 0;
        while (!signal.isPresent(first)) {
            first++;
        }
        return first;
    }

    private static int endOf(Signal signal, int points) {
        int seen = 0;
        int at = 0;
        while (seen < points) {
            seen += signal.isPresent(at++) ? 1 : 0;
        }
        return at;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private static double median(double[] values, int from, int to) {
        return Medians.median(Arrays.copyOfRange(values, from, to));
    }

    private static double ratio(double[] part, double[] whole, int from, int to) {
        double parts = 0;
        double wholes = 0;
        for (int i = from; i < to; i++) {
            if (whole[i] > 0) {
                parts += part[i];
                wholes += whole[i];
            }
        }
        return wholes == 0 ? Double.NaN : parts / wholes;
    }
}
