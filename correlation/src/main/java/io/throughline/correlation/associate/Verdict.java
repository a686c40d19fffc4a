package io.throughline.correlation.associate;

/** What was concluded about two things that happened, asked in one direction. A closed set, from least to most. */
public enum Verdict {
    /** Near in time, but no more alike than chance gives after correction for all pairs that were tested. */
    COINCIDENT,
    /** They move together; nothing tells which came from which. */
    ASSOCIATED,
    /** They move together because of a third thing that precedes and explains both. */
    COMMON_CAUSE,
    /** They move together, and the order is against the direction that was asked. */
    REVERSE,
    /** They move together, the first comes first, the topology has a way, and no confounder that was tested explains it. */
    LIKELY_CAUSE
}
