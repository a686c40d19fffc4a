package io.throughline.correlation.detect;

/** What sort of numbers a signal has, and so how a deviation is measured. */
enum Model {
    /** Counts in each step: variance-stabilised, so that three failures instead of none are not a miracle. */
    COUNT,
    /** So many of so many in each step. */
    SHARE,
    /** Real numbers about a level. */
    LEVEL,
    /** The share of a resource in use: what matters is that it is full. */
    UTILIZATION,
    /** Histograms: how many values lie above the baseline's 95th percentile. */
    DISTRIBUTION
}
