package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import java.util.Optional;

/** Measures how far an excursion is from the baseline and how surely, and drops those that do not matter. */
final class EffectMeter {

    private static final double SCORE_LIMIT = 37;
    private static final int POOLED_STEPS = 5;
    private static final double MIN_SAMPLES = 10;
    private static final long MINUTES_5 = 300_000;

    private final DetectionConfig config;
    private final Deviations deviations;
    private final Signal signal;
    private final DifferenceInterval differences;
    private final Significance significance;

    EffectMeter(DetectionConfig config, Deviations deviations, int scanned) {
        this.config = config;
        this.deviations = deviations;
        this.signal = deviations.signal;
        this.differences = new DifferenceInterval(deviations);
        this.significance = new Significance(deviations, scanned);
    }

    /** Returns the effect; empty if it is too short, too small or too unsure to matter. */
    Optional<Effect> measure(Excursion excursion) {
        int from = excursion.onset();
        int to = excursion.end();
        int support = signal.present(from, to);
        int required = signal.grid.step() >= MINUTES_5 ? Math.min(2, config.minSteps()) : config.minSteps();
        if (support < required) {
            return Optional.empty();
        }
        int sign = excursion.direction() == Direction.UP ? 1 : -1;
        double total = 0;
        for (int i = from; i < to; i++) {
            double score = deviations.columns.scores[i];
            total += Double.isNaN(score) ? 0 : Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, score));
        }
        double typical = total / support;
        if (sign * typical * Math.sqrt(Math.min(support, POOLED_STEPS)) < config.minDeviations()) {
            return Optional.empty();
        }
        double p = significance.of(excursion);
        Figures figures = figures(from, to, peakOf(excursion));
        double floor = figures.floor();
        double ratio = Math.max(figures.observed(), floor) / Math.max(figures.baseline(), floor);
        if (!matters(figures, ratio, sign, from, to)) {
            return Optional.empty();
        }
        Baseline baseline = deviations.baselineAt(from);
        Interval difference = differences.of(from, to, figures.observed(), figures.baseline());
        return Optional.of(new Effect(
                figures.baseline(),
                figures.lower(),
                figures.upper(),
                figures.observed(),
                figures.peak(),
                difference.lower(),
                difference.upper(),
                ratio,
                typical,
                p,
                p,
                support,
                baseline.support(),
                baseline.method(),
                significance.method(excursion),
                null));
    }

    /** Returns the step with the extreme value. */
    int peakOf(Excursion excursion) {
        int peak = excursion.onset();
        for (int i = excursion.onset(); i < excursion.end(); i++) {
            double here = figure(i);
            double most = figure(peak);
            boolean more = excursion.direction() == Direction.UP ? here > most : here < most;
            if (!Double.isNaN(here) && (more || Double.isNaN(most))) {
                peak = i;
            }
        }
        return peak;
    }

    private boolean matters(Figures figures, double ratio, int sign, int from, int to) {
        boolean far = signal.hasNaturalZero()
                ? sign > 0 ? ratio >= config.minRatio() : ratio <= 1 / config.minRatio()
                : sign > 0 ? figures.observed() > figures.upper() : figures.observed() < figures.lower();
        double more = figures.observed() - figures.baseline();
        return switch (signal.signalClass) {
            case LATENCY -> far && more >= config.minExtraSeconds();
            case ERRORS -> far && mattersAsErrors(more, from, to);
            case SATURATION -> signal.model == Model.UTILIZATION ? figures.observed() >= config.saturation() : far;
            case TRAFFIC, QUALITY, COST, OTHER -> far;
        };
    }

    private boolean mattersAsErrors(double more, int from, int to) {
        return switch (signal.model) {
            case COUNT -> extra(from, to) >= config.minExtraErrors();
            case SHARE -> extra(from, to) >= config.minExtraErrors() && more >= config.minErrorShare();
            // A share of which the vendor does not say of how many.
            case LEVEL, UTILIZATION, DISTRIBUTION ->
                !signal.key.unit().equals(Unit.ONE) || more >= config.minErrorShare();
        };
    }

    /** Returns failures above expectation, as so many real measurements. */
    private double extra(int from, int to) {
        double extra = 0;
        for (int i = from; i < to; i++) {
            if (signal.isPresent(i)) {
                double usual = signal.model == Model.SHARE
                        ? deviations.columns.expected[i] * signal.totals[i]
                        : deviations.columns.expected[i];
                extra += signal.values[i] - usual;
            }
        }
        return extra / Samples.weight(signal.values, from, to);
    }

    /**
     * What an effect is made of.
     *
     * @param floor least figure that is told from none; ratios are taken above it
     */
    private record Figures(double baseline, double lower, double upper, double observed, double peak, double floor) {}

    private Figures figures(int from, int to, int peak) {
        return switch (signal.model) {
            case COUNT -> counts(from, to, peak);
            case SHARE -> shares(from, to, peak);
            case LEVEL, UTILIZATION -> levels(from, to, peak);
            case DISTRIBUTION -> distributions(from, to, peak);
        };
    }

    private Figures counts(int from, int to, int peak) {
        double baseline = Math.max(0, mean(deviations.columns.expected, from, to));
        double floor = 0.5 / signal.present(from, to);
        return figures(from, baseline, mean(signal.values, from, to), signal.values[peak], floor);
    }

    private Figures shares(int from, int to, int peak) {
        double part = 0;
        double whole = 0;
        for (int i = from; i < to; i++) {
            if (signal.isPresent(i)) {
                part += signal.values[i];
                whole += signal.totals[i];
            }
        }
        double baseline = Math.max(0, Math.min(1, mean(deviations.columns.expected, from, to)));
        return figures(from, baseline, part / whole, figure(peak), 0.5 / whole);
    }

    private Figures levels(int from, int to, int peak) {
        double baseline = Medians.median(Arrays.copyOfRange(deviations.columns.expected, from, to));
        double observed = Medians.median(Arrays.copyOfRange(signal.values, from, to));
        Yardstick.Band band = deviations.baselineAt(from).yardstick().band(baseline, 1, 1);
        double scale = (band.upper() - baseline) / Yardstick.Band.WIDTH;
        return figures(from, baseline, observed, signal.values[peak], scale);
    }

    private Figures distributions(int from, int to, int peak) {
        ExponentialHistogram merged = signal.merged(from, to);
        double baseline = Medians.median(Arrays.copyOfRange(deviations.columns.expected, from, to));
        // With a handful of requests a percentile is the longest of them; the median is what can still be said.
        double share = Samples.effective(merged) >= MIN_SAMPLES ? signal.quantile : Math.min(signal.quantile, 0.5);
        return figures(from, baseline, merged.quantile(share), signal.values[peak], 1e-9);
    }

    private Figures figures(int from, double expected, double observed, double peak, double floor) {
        Baseline baseline = deviations.baselineAt(from);
        double attempts = Medians.median(Arrays.copyOfRange(deviations.columns.attempts, from, from + 1));
        Yardstick.Band band =
                baseline.yardstick().band(expected, Double.isNaN(attempts) ? 1 : attempts, baseline.inflation());
        return new Figures(expected, band.lower(), band.upper(), observed, peak, floor);
    }

    private double figure(int index) {
        return signal.model == Model.SHARE ? signal.values[index] / signal.totals[index] : signal.values[index];
    }

    private double mean(double[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (signal.isPresent(i)) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
