package io.throughline.core.telemetry;

/** What the numbers of a series mean, and so what may be done with them. */
public enum SeriesKind {
    /** An amount that fell into each step; steps may be added. A missing point is unknown, not zero. */
    DELTA,
    /** A level at the step, or its mean over the step; may be averaged over time, not added. */
    GAUGE,
    /** The highest level within the step; may be combined by maximum only. */
    MAXIMUM,
    /** A fraction whose numerator and denominator are not known here; neither added nor averaged without a weight. */
    RATIO,
    /** Latency or size as mergeable histograms ({@link HistogramSeries}); merge, then derive. */
    HISTOGRAM,
    /** A quantile that the vendor computed; never merged, shown only as it came. */
    VENDOR_QUANTILE
}
