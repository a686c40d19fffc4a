package io.throughline.correlation.explain;

/** What has to hold for one thing to be taken for the cause of another, in the order in which it is looked at. */
public enum Condition {
    /** It is in the window that was read. */
    KNOWN,
    /** It is compared with a baseline. */
    COMPARED,
    /** There is enough history for one. */
    LEARNED,
    /** Something happened there in the time asked about: it left its normal, or was changed. */
    HAPPENED,
    /** The topology gives a way from the one to the other, in that direction, and not too far. */
    CONNECTED,
    /** The two lie near enough in time, the change before its effect. */
    NEAR,
    /** The pair was tested: of what is alike at one node one episode speaks for all, and not every kind can be compared. */
    TESTED,
    /** Chance alone does not explain that they agree. */
    SIGNIFICANT,
    /** They agree well enough to matter. */
    STRONG,
    /** Nothing third explains both. */
    NOT_SHARED,
    /** The supposed effect did not begin first. */
    IN_ORDER
}
