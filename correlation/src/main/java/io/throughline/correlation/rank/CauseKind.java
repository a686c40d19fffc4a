package io.throughline.correlation.rank;

/** What sort of thing may be the root cause of an incident. A closed set; symptoms are not in it. */
public enum CauseKind {
    /** Something that people or pipelines changed: a deployment, a release, a setting. */
    CHANGE,
    /** A query of a database that runs otherwise than before, without a change that explains it. */
    QUERY,
    /** A resource at its limit. */
    RESOURCE_SATURATION,
    /** Something that was called, and has no telemetry of its own that would tell more. */
    DEPENDENCY,
    /** More work than usual. */
    TRAFFIC,
    /** None of the candidates that could be tested explains it. */
    UNKNOWN
}
