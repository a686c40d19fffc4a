package io.throughline.correlation.anomaly;

/**
 * How anomalies of one series are found.
 *
 * @param warmUpRows rows with a value before the first one is judged
 * @param minDeviations robust standard deviations from which on a row is an anomaly
 */
public record AnomalyConfig(int warmUpRows, double minDeviations) {

    public AnomalyConfig {
        if (warmUpRows < 16 || !(minDeviations > 0)) {
            throw new IllegalArgumentException("warmUpRows must be at least 16 and minDeviations above 0, were "
                    + warmUpRows + " and " + minDeviations);
        }
    }

    /** Returns what holds for all series unless somebody knows better. */
    public static AnomalyConfig defaults() {
        return new AnomalyConfig(60, 8.5);
    }
}
