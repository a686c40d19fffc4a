package io.throughline.correlation.detect;

/** What the numbers of a series speak of, and so what their deviation means. A closed set. */
public enum SignalClass {
    /** How long work takes: requests, calls, queries. */
    LATENCY,
    /** How much work arrives. */
    TRAFFIC,
    /** How much work fails. */
    ERRORS,
    /** How full a resource is: processor, memory, connections. */
    SATURATION,
    /** Measures of code. */
    QUALITY,
    /** Money. */
    COST,
    /** Anything else. */
    OTHER
}
