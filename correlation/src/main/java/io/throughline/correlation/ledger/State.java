package io.throughline.correlation.ledger;

/** Where an incident stands in its life. */
public enum State {
    /** A symptom is still there. */
    OPEN,
    /** The last symptom went back to normal a short while ago; it may come back. */
    RECOVERING,
    /** All has been normal for long enough. */
    RESOLVED,
    /** It turned out to be part of another one. */
    MERGED,
    /** Data that came later took it back. */
    WITHDRAWN
}
