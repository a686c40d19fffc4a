package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * How anomalies of one series are found.
 *
 * @param period length of the season that a series may have; whether it has one is found out
 * @param warmUpRows rows with a value before the first one is judged
 * @param minDeviations robust standard deviations that a row must at least be away from what was expected
 */
public record AnomalyConfig(Duration period, int warmUpRows, double minDeviations) {

    public AnomalyConfig {
        Objects.requireNonNull(period, "period");
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be positive, was " + period);
        }
        if (warmUpRows < 8 || !(minDeviations > 0)) {
            throw new IllegalArgumentException("warmUpRows must be at least 8 and minDeviations above 0, were "
                    + warmUpRows + " and " + minDeviations);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static AnomalyConfig defaults() {
        return new AnomalyConfig(Duration.ofDays(1), 60, 8);
    }
}
