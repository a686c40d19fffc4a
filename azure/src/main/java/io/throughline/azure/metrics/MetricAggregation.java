package io.throughline.azure.metrics;

/** How the service condenses a metric's samples into one value of a step. */
public enum MetricAggregation {
    AVERAGE,
    MINIMUM,
    MAXIMUM,
    TOTAL,
    COUNT
}
