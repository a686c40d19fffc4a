package io.throughline.azure.metrics;

import java.util.Locale;
import java.util.Optional;

/** How the service condenses a metric's samples into one value of a step. */
public enum MetricAggregation {
    AVERAGE,
    MINIMUM,
    MAXIMUM,
    TOTAL,
    COUNT;

    /** Returns the aggregation that a word of the service names, in any case; empty for {@code None} and others. */
    public static Optional<MetricAggregation> of(String word) {
        for (MetricAggregation aggregation : values()) {
            if (aggregation.word().equalsIgnoreCase(word)) {
                return Optional.of(aggregation);
            }
        }
        return Optional.empty();
    }

    /** Returns the service's word, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
