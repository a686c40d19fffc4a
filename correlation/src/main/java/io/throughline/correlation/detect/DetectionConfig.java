package io.throughline.correlation.detect;

import java.time.Duration;
import java.util.Objects;

/**
 * How episodes are found.
 *
 * @param seasonalAfter length of history from which on a season is looked for; it is taken into the baseline only if found
 * @param minBaselinePoints steps with data that a baseline needs; below, a series is learning
 * @param minRatio how many times (or, downwards, which fraction's inverse) the baseline a latency, count or amount must
 *     reach to matter, above 1
 * @param minDeviations robust standard deviations that the mean over five steps of an episode must be away
 * @param minSteps steps with data that an episode must last
 * @param minExtraErrors failures above expectation that an episode of errors must have in all
 * @param minErrorShare by how much the share of failures must rise, where the number of attempts is known
 * @param minExtraSeconds by how much a duration must rise, seconds
 * @param saturation share of a resource in use from which on it counts as full, in {@code (0, 1]}
 * @param maxQ false discovery rate over all series
 */
public record DetectionConfig(
        Duration seasonalAfter,
        int minBaselinePoints,
        double minRatio,
        double minDeviations,
        int minSteps,
        double minExtraErrors,
        double minErrorShare,
        double minExtraSeconds,
        double saturation,
        double maxQ) {

    public DetectionConfig {
        Objects.requireNonNull(seasonalAfter, "seasonalAfter");
        if (!(minRatio > 1) || !(minDeviations > 0) || minSteps < 1 || minBaselinePoints < 2) {
            throw new IllegalArgumentException(
                    "minRatio must be above 1, minDeviations above 0, minSteps at least 1 and"
                            + " minBaselinePoints at least 2, were " + minRatio + ", " + minDeviations + ", " + minSteps
                            + ", "
                            + minBaselinePoints);
        }
        if (!(saturation > 0 && saturation <= 1) || !(maxQ > 0 && maxQ < 1)) {
            throw new IllegalArgumentException(
                    "saturation must be in (0, 1] and maxQ in (0, 1), were " + saturation + ", " + maxQ);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static DetectionConfig defaults() {
        return new DetectionConfig(Duration.ofDays(2), 30, 1.5, 3, 3, 5, 0.01, 0.005, 0.8, 0.01);
    }
}
