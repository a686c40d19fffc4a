package io.throughline.correlation.detect;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a series was from its baseline during an episode, how surely, and against what. All values carry the unit of
 * the measure named by {@link Episode#measure()}.
 *
 * @param baseline what was expected over the episode
 * @param lower lower end of the band in which 99 % of single steps are expected
 * @param upper upper end of that band
 * @param observed the typical value over the episode
 * @param peak the extreme value in the episode's direction
 * @param differenceLower lower end of the 95 % confidence interval of observed minus baseline, both being uncertain
 * @param differenceUpper upper end of it
 * @param ratio observed over baseline, both with the measure's floor, so that it is finite even over a baseline of zero
 * @param deviations distance of observed from baseline in robust standard deviations of one step, signed
 * @param pValue chance of a deviation as large as this anywhere in the focus if nothing had changed, in {@code (0, 1]}
 * @param qValue the same after Benjamini-Hochberg over all series that were tested, in {@code (0, 1]}
 * @param support number of steps with data in the episode
 * @param baselineSupport number of steps with data that the baseline was made of
 * @param baselineMethod how the baseline was made, one line for people
 * @param pMethod where the p-value comes from, one line for people
 * @param shift how the distribution differs from the usual one; null unless the series is one of histograms
 */
public record Effect(
        double baseline,
        double lower,
        double upper,
        double observed,
        double peak,
        double differenceLower,
        double differenceUpper,
        double ratio,
        double deviations,
        double pValue,
        double qValue,
        int support,
        int baselineSupport,
        String baselineMethod,
        String pMethod,
        @Nullable DistributionShift shift) {

    public Effect {
        requireFinite(baseline, "baseline");
        requireFinite(lower, "lower");
        requireFinite(upper, "upper");
        requireFinite(observed, "observed");
        requireFinite(peak, "peak");
        requireFinite(differenceLower, "differenceLower");
        requireFinite(differenceUpper, "differenceUpper");
        requireFinite(ratio, "ratio");
        requireFinite(deviations, "deviations");
        requireProbability(pValue, "pValue");
        requireProbability(qValue, "qValue");
        Objects.requireNonNull(baselineMethod, "baselineMethod");
        Objects.requireNonNull(pMethod, "pMethod");
    }

    /** Returns observed minus baseline. */
    public double difference() {
        return observed - baseline;
    }

    /** Returns the same effect with another q-value. */
    public Effect withQValue(double q) {
        return new Effect(
                baseline,
                lower,
                upper,
                observed,
                peak,
                differenceLower,
                differenceUpper,
                ratio,
                deviations,
                pValue,
                q,
                support,
                baselineSupport,
                baselineMethod,
                pMethod,
                shift);
    }

    /** Returns the same effect with what it did to a distribution. */
    Effect withShift(DistributionShift of) {
        return new Effect(
                baseline,
                lower,
                upper,
                observed,
                peak,
                differenceLower,
                differenceUpper,
                ratio,
                deviations,
                pValue,
                qValue,
                support,
                baselineSupport,
                baselineMethod,
                pMethod,
                of);
    }

    private static void requireFinite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
    }

    private static void requireProbability(double value, String name) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1], was " + value);
        }
    }
}
