package io.throughline.correlation.timeline;

/** How surely one thing came before another, of which only intervals are known. */
public enum Precedence {
    /** It did, wherever in their intervals the two lie. */
    CERTAIN,
    /** It did for some instants of the intervals, and did not for others. */
    POSSIBLE,
    /** It did not, wherever in their intervals the two lie; they may still have been at the same instant. */
    IMPOSSIBLE
}
