package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * How surely the size of an effect is known: the 95 % confidence interval of observed minus expected. Counts by the score
 * interval of a Poisson mean, shares by that of E. B. Wilson (J. Amer. Statist. Assoc. 22, 1927), quantiles by order
 * statistics (W. J. Conover, Practical Nonparametric Statistics, 1999), levels by the error of a median; each with the
 * overdispersion and autocorrelation of the history.
 */
final class DifferenceInterval {

    /** Standard error of a median of normal values beside that of their mean. */
    private static final double OF_MEDIAN = 1.2533;

    private final Deviations deviations;
    private final Signal signal;

    DifferenceInterval(Deviations deviations) {
        this.deviations = deviations;
        this.signal = deviations.signal;
    }

    /** Returns the interval for the steps in {@code [from, to)}; it holds the difference. */
    Interval of(int from, int to, double observed, double baseline) {
        Baseline usual = deviations.baselineAt(from);
        double varied = usual.yardstick().dispersion() * usual.inflation() * usual.inflation();
        Interval seen = switch (signal.model) {
            case COUNT -> counted(from, to, varied);
            case SHARE -> wilson(observed, sum(deviations.columns.attempts, from, to) / varied);
            case LEVEL, UTILIZATION -> level(from, to, observed, usual);
            case DISTRIBUTION -> quantile(from, to, observed, varied);
        };
        Interval expected = Interval.about(baseline, error(usual, baseline, varied));
        Interval difference = Interval.ofDifference(observed, seen, baseline, expected);
        double apart = observed - baseline;
        return new Interval(Math.min(difference.lower(), apart), Math.max(difference.upper(), apart));
    }

    /** Roots of the score equation of a Poisson mean whose variance is so many times the mean. */
    private Interval counted(int from, int to, double varied) {
        double items = sum(deviations.columns.items, from, to);
        double amount = sum(signal.values, from, to);
        double each = items > 0 ? amount / items : 1;
        double scale = each / Math.max(1, signal.present(from, to));
        double square = Interval.NORMAL_95 * Interval.NORMAL_95 * varied;
        double half = Math.sqrt(square * items + square * square / 4);
        return new Interval(Math.max(0, scale * (items + square / 2 - half)), scale * (items + square / 2 + half));
    }

    private static Interval wilson(double share, double attempts) {
        double n = Math.max(1, attempts);
        double square = Interval.NORMAL_95 * Interval.NORMAL_95;
        double centre = (share + square / (2 * n)) / (1 + square / n);
        double half = Interval.NORMAL_95 / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    private Interval level(int from, int to, double observed, Baseline usual) {
        double own = Medians.deviation(Arrays.copyOfRange(signal.values, from, to), observed);
        double scatter = Math.max(scale(usual, observed), Double.isNaN(own) ? 0 : own);
        return Interval.about(
                observed, OF_MEDIAN * scatter * usual.inflation() / Math.sqrt(Math.max(1, signal.present(from, to))));
    }

    private Interval quantile(int from, int to, double observed, double varied) {
        ExponentialHistogram merged = signal.merged(from, to);
        double n = Math.max(1, Samples.effective(merged) / varied);
        double half = Interval.NORMAL_95 * Math.sqrt(signal.quantile * (1 - signal.quantile) / n);
        return new Interval(
                Math.min(observed, merged.quantile(Math.max(0, signal.quantile - half))),
                Math.max(observed, merged.quantile(Math.min(1, signal.quantile + half))));
    }

    /** The baseline's own error. */
    private double error(Baseline usual, double baseline, double varied) {
        double steps = Math.sqrt(Math.max(1, usual.support()));
        return switch (signal.model) {
            case COUNT -> baseline * Math.sqrt(varied / Math.max(1, usual.items()));
            case SHARE -> Math.sqrt(baseline * (1 - baseline) * varied / Math.max(1, usual.items()));
            case LEVEL, UTILIZATION -> OF_MEDIAN * scale(usual, baseline) * usual.inflation() / steps;
            case DISTRIBUTION -> OF_MEDIAN * scale(usual, baseline) * usual.inflation() / steps;
        };
    }

    /** Standard deviation of one step, by its band. */
    private static double scale(Baseline usual, double value) {
        return (usual.yardstick().band(value, 1, 1).upper() - value) / Yardstick.Band.WIDTH;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }
}
