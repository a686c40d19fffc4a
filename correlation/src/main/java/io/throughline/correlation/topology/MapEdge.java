package io.throughline.correlation.topology;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was seen from one node to another in the map's interval.
 *
 * @param caller the node that called
 * @param callee the node that was called
 * @param protocols the kinds of call, sorted
 * @param calls number of calls, weighted by sampling
 * @param failures number of failed calls among them
 * @param latency durations in seconds, weighted by sampling; empty if none is known
 * @param firstSeen beginning of the first grid window of the interval with a call, UTC
 * @param lastSeen end of the last grid window of the interval with a call, UTC
 * @param windowsSeen grid windows with a call
 * @param windows grid windows of the interval
 */
public record MapEdge(
        EntityId caller,
        EntityId callee,
        SortedSet<String> protocols,
        long calls,
        long failures,
        ExponentialHistogram latency,
        Instant firstSeen,
        Instant lastSeen,
        int windowsSeen,
        int windows)
        implements Comparable<MapEdge> {

    public MapEdge {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
        protocols = Collections.unmodifiableSortedSet(new TreeSet<>(protocols));
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(lastSeen, "lastSeen");
        if (windowsSeen < 1 || windowsSeen > windows) {
            throw new IllegalArgumentException("windowsSeen must lie in [1, " + windows + "], was " + windowsSeen);
        }
    }

    /** Returns the share of the interval's grid windows with a call: how steadily the edge is used, in (0, 1]. */
    public double presence() {
        return windowsSeen / (double) windows;
    }

    /** Returns the share of failed calls, in [0, 1]; its support is {@link #calls()}. */
    public double failureRatio() {
        return calls == 0 ? 0 : failures / (double) calls;
    }

    /** Orders by caller and callee. */
    @Override
    public int compareTo(MapEdge other) {
        int order = caller.compareTo(other.caller);
        return order != 0 ? order : callee.compareTo(other.callee);
    }
}
