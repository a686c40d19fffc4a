package io.throughline.examples.dashboards.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom around an incident.
 *
 * @param nodes sorted by id
 * @param edges sorted by caller, then callee
 */
public record ServiceMap(List<Node> nodes, List<Edge> edges) {

    public ServiceMap {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A service, or a resource or external target that services call.
     *
     * @param id the entity's id
     * @param name for people
     * @param kind lower case: {@code service}, {@code database}, {@code external}…
     * @param column place from left to right: callers before what they call, from 0
     * @param row place within the column, from 0
     * @param state {@code cause}, {@code affected} or {@code calm}
     * @param note what the engine found on it, or null
     */
    public record Node(
            String id,
            String name,
            String kind,
            int column,
            int row,
            String state,
            @Nullable String note) {}

    /**
     * Calls from one node to another during the incident.
     *
     * @param from id of the caller
     * @param to id of the callee
     * @param protocol as the vendor names it
     * @param calls number of calls, weighted by sampling
     * @param failures failed ones among them
     * @param p95Seconds 95th percentile of their duration, seconds, or null if the vendor gives none
     * @param onPath whether both ends belong to the incident, so that it probably spread along it
     */
    public record Edge(
            String from,
            String to,
            String protocol,
            long calls,
            long failures,
            @Nullable Double p95Seconds,
            boolean onPath) {}
}
