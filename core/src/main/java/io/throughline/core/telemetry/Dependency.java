package io.throughline.core.telemetry;

import java.util.Objects;

/**
 * A directed edge: {@code caller} used {@code callee} within a window, and what was seen on it.
 *
 * @param caller who called
 * @param callee who was called
 * @param protocol the kind of call as the vendor names it, lower case: {@code http}, {@code postgresql}, {@code sql}…
 * @param window the grid window in which the calls fell
 * @param calls number of calls, weighted by sampling, at least 0
 * @param failures number of failed calls among them, weighted by sampling
 * @param latency durations in seconds, weighted by sampling; empty if the vendor gives none
 * @param provenance where it was read
 */
public record Dependency(
        EntityId caller,
        EntityId callee,
        String protocol,
        TimeWindow window,
        long calls,
        long failures,
        ExponentialHistogram latency,
        Provenance provenance)
        implements Comparable<Dependency> {

    /**
     * Protocol of the edge from what serves requests to the resource that it was seen to run in. Calls are the requests
     * served; nothing waits on the callee, so there is no latency.
     */
    public static final String HOSTED_BY = "hosted-by";

    public Dependency {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(provenance, "provenance");
        if (calls < 0 || failures < 0 || failures > calls) {
            throw new IllegalArgumentException("failures must lie in [0, calls] on " + caller + " -> " + callee + ": "
                    + failures + " of " + calls);
        }
    }

    /** Orders by caller, callee, protocol and window. */
    @Override
    public int compareTo(Dependency other) {
        int order = caller.compareTo(other.caller);
        order = order != 0 ? order : callee.compareTo(other.callee);
        order = order != 0 ? order : protocol.compareTo(other.protocol);
        return order != 0 ? order : window.compareTo(other.window);
    }
}
