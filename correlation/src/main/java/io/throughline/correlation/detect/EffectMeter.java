package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.statistics.Medians;
import io.throughline.correlation.statistics.Normal;
import java.util.Arrays;
import java.util.Optional;

/** Measures how far an excursion is from the baseline and how surely, and drops those that do not matter. */
final class EffectMeter {

    /** Two-sided 99 % of the standard normal distribution. */
    private static final double BAND = 2.576;

    private static final double SCORE_LIMIT = 37;
    /** No model of real telemetry holds so far out that less could be meant. */
    private static final double LEAST_P = 1e-12;

    private static final int POOLED_STEPS = 5;
    private static final double MIN_SAMPLES = 10;
    private static final long MINUTES_5 = 300_000;

    private final DetectionConfig config;
    private final Deviations deviations;
    private final Signal signal;
    private final int scanned;

    EffectMeter(DetectionConfig config, Deviations deviations, int scanned) {
        this.config = config;
        this.deviations = deviations;
        this.signal = deviations.signal;
        this.scanned = scanned;
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
            double score = deviations.scores[i];
            total += Double.isNaN(score) ? 0 : Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, score));
        }
        double typical = total / support;
        if (sign * typical * Math.sqrt(Math.min(support, POOLED_STEPS)) < config.minDeviations()) {
            return Optional.empty();
        }
        // Searched: every step as an onset, both directions, and several lengths.
        double p = Math.min(1, Normal.upperTail(sign * total / Math.sqrt(support)) * scanned * 4);
        Figures figures = figures(from, to, peakOf(excursion));
        double floor = figures.floor();
        double ratio = Math.max(figures.observed(), floor) / Math.max(figures.baseline(), floor);
        if (!matters(figures, ratio, sign, from, to)) {
            return Optional.empty();
        }
        return Optional.of(new Effect(
                figures.baseline(),
                figures.lower(),
                figures.upper(),
                figures.observed(),
                figures.peak(),
                ratio,
                typical,
                Math.max(LEAST_P, p),
                Math.max(LEAST_P, p),
                support,
                deviations.support,
                deviations.method));
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
        boolean far = sign > 0 ? ratio >= config.minRatio() : ratio <= 1 / config.minRatio();
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
                        ? deviations.expected[i] * signal.totals[i]
                        : deviations.expected[i];
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
        double baseline = Math.max(0, mean(deviations.expected, from, to));
        double observed = mean(signal.values, from, to);
        double center = Math.sqrt(baseline + 0.375);
        double half = BAND * deviations.inflation / 2;
        double below = Math.max(0, center - half);
        double lower = Math.max(0, below * below - 0.375);
        double upper = (center + half) * (center + half) - 0.375;
        double floor = 0.5 / signal.present(from, to);
        return new Figures(baseline, lower, upper, observed, signal.values[peak], floor);
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
        double baseline = Math.max(0, Math.min(1, mean(deviations.expected, from, to)));
        double typical = Medians.median(Arrays.copyOfRange(signal.totals, from, to));
        double center = StrictMath.asin(Math.sqrt(baseline));
        double half = BAND * deviations.inflation / (2 * Math.sqrt(typical));
        double lower = StrictMath.sin(Math.max(0, center - half));
        double upper = StrictMath.sin(Math.min(Math.PI / 2, center + half));
        return new Figures(baseline, lower * lower, upper * upper, part / whole, figure(peak), 0.5 / whole);
    }

    private Figures levels(int from, int to, int peak) {
        double baseline = Medians.median(Arrays.copyOfRange(deviations.expected, from, to));
        double observed = Medians.median(Arrays.copyOfRange(signal.values, from, to));
        double[] residuals = new double[deviations.scanFrom];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = signal.values[i] - deviations.expected[i];
        }
        double scale = Math.max(1e-9, Math.max(0.02 * Math.abs(baseline), Medians.deviation(residuals, 0)));
        return new Figures(
                baseline, baseline - BAND * scale, baseline + BAND * scale, observed, signal.values[peak], scale);
    }

    private Figures distributions(int from, int to, int peak) {
        ExponentialHistogram merged = signal.merged(from, to);
        double baseline = Medians.median(Arrays.copyOfRange(deviations.expected, from, to));
        // With a handful of requests a percentile is the longest of them; the median is what can still be said.
        double share = Samples.effective(merged) >= MIN_SAMPLES ? 0.95 : 0.5;
        double[] logarithms = new double[deviations.scanFrom];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = signal.values[i] > 0 && deviations.expected[i] > 0
                    ? StrictMath.log(signal.values[i] / deviations.expected[i])
                    : Double.NaN;
        }
        double deviation = Medians.deviation(logarithms, 0);
        double width = StrictMath.exp(BAND * Math.max(0.02, Double.isNaN(deviation) ? 0 : deviation));
        return new Figures(
                baseline, baseline / width, baseline * width, merged.quantile(share), signal.values[peak], 1e-9);
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
