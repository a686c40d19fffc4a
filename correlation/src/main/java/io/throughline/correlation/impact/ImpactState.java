package io.throughline.correlation.impact;

/** What can be said of a metric after a change. */
public enum ImpactState {
    /** The metric left its normal course. */
    ABNORMAL,
    /** The metric stayed within its normal course. */
    NORMAL,
    /** There is too little history, or too little after the change, to tell. */
    UNKNOWN
}
