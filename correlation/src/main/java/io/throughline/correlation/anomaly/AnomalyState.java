package io.throughline.correlation.anomaly;

/** What a detector of anomalies says about the last row it was given. */
public enum AnomalyState {
    /** Too little was seen to judge; the score is 0. */
    LEARNING,
    /** The row is within the normal of the series, or is missing. */
    NORMAL,
    /** The row is an anomaly; the score is at least 0.5. */
    ALARM
}
