package io.throughline.correlation.topology;

import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Objects;

/**
 * What differs between the maps of two intervals. Edges that are alike in both are not listed.
 *
 * @param before the earlier interval
 * @param after the later interval
 * @param appeared edges seen only in the later one
 * @param vanished edges seen only in the earlier one
 * @param changed edges seen in both whose behaviour differs
 * @param tested figures of edges that were compared; significance is corrected for as many
 */
public record MapDifference(
        TimeWindow before,
        TimeWindow after,
        List<OneSided> appeared,
        List<OneSided> vanished,
        List<Changed> changed,
        int tested) {

    public MapDifference {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        appeared = List.copyOf(appeared);
        vanished = List.copyOf(vanished);
        changed = List.copyOf(changed);
    }

    /**
     * An edge that only one of the maps has.
     *
     * @param edge the edge as it was seen
     * @param expected calls that the other interval would have had at the same rate
     * @param telling whether so many were expected that seeing none says something: fewer than five may be chance, or lost to sampling
     */
    public record OneSided(MapEdge edge, double expected, boolean telling) {}

    /** What of an edge may change. */
    public enum Figure {
        /** Calls a minute. */
        RATE,
        /** Share of failed calls. */
        FAILURE_RATIO,
        /** Share of calls that take longer than 95 % of the calls before did. */
        SLOW_RATIO
    }

    /**
     * A figure of an edge that is materially and significantly different.
     *
     * @param before the edge in the earlier interval
     * @param after the edge in the later one
     * @param figure what changed
     * @param from its value before
     * @param to its value after
     * @param qValue chance of so large a difference without a cause, corrected for all that was tested, in (0, 1]
     */
    public record Changed(MapEdge before, MapEdge after, Figure figure, double from, double to, double qValue) {}
}
