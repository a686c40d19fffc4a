package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * How anomalies of one series are found.
 *
 * @param warmUpRows rows with a value before the first one is judged, at least 48
 * @param minDeviations standard deviations from which on a row is an anomaly, of a normal distribution with the same tail
 *     as the series' own deviations
 * @param period after which what a series does may come again; whether it does is found out
 */
public record AnomalyConfig(int warmUpRows, double minDeviations, Duration period) {

    public AnomalyConfig {
        if (warmUpRows < 48) {
            throw new IllegalArgumentException("warmUpRows must be at least 48, was " + warmUpRows);
        }
        if (!(minDeviations > 0) || Double.isInfinite(minDeviations)) {
            throw new IllegalArgumentException("minDeviations must be positive and finite, was " + minDeviations);
        }
        if (Objects.requireNonNull(period, "period").isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be positive, was " + period);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static AnomalyConfig defaults() {
        return new AnomalyConfig(60, 9, Duration.ofDays(1));
    }
}
