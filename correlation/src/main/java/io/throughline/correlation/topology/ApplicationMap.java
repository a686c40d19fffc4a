package io.throughline.correlation.topology;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who calls whom in an interval, with rate, failures and latency of each edge: services, databases, queues and hosts
 * outside. The vendors' entities of one thing are one node: those mapped to one service, and a role with the resource that
 * it was seen to run in. Edges carry when they were seen, so that the maps of two intervals can be compared. Immutable.
 */
public final class ApplicationMap {

    private final TelemetryWindow window;
    private final NodeJoin join;
    private final TimeWindow interval;
    private final List<MapEdge> edges;
    private final List<MapNode> nodes;

    private ApplicationMap(TelemetryWindow window, NodeJoin join, TimeWindow interval) {
        this.window = window;
        this.join = join;
        this.interval = interval;
        this.edges = edges(window, join, interval);
        this.nodes = nodes(join, edges);
    }

    /** Returns the map of the whole span of a window. */
    public static ApplicationMap of(TelemetryWindow window) {
        return new ApplicationMap(window, NodeJoin.of(window), window.span());
    }

    /**
     * Returns the map of another interval of the same window. Edges are known by the grid windows of their source; one
     * counts if it begins in the interval.
     *
     * @throws IllegalArgumentException if the interval is not within the window's span
     */
    public ApplicationMap at(TimeWindow part) {
        if (part.from().isBefore(window.span().from())
                || part.to().isAfter(window.span().to())) {
            throw new IllegalArgumentException("interval " + part + " must lie within " + window.span());
        }
        return new ApplicationMap(window, join, part);
    }

    /** Returns what differs in a later map, seen from this one. */
    public MapDifference diff(ApplicationMap later) {
        return MapComparison.compare(this, later);
    }

    /** Returns the interval. */
    public TimeWindow interval() {
        return interval;
    }

    /** Returns the nodes that call or are called, and the services that do neither; ascending by id. */
    public List<MapNode> nodes() {
        return nodes;
    }

    /** Returns the edges, ascending by caller and callee. */
    public List<MapEdge> edges() {
        return edges;
    }

    /** Returns a node's name for people. */
    public String nameOf(EntityId node) {
        return join.topology().nameOf(node);
    }

    /** Returns the map as canonical JSON: the same map gives the same text, to the byte. */
    public String toJson() {
        return MapJson.of(this);
    }

    private record Ends(EntityId caller, EntityId callee) implements Comparable<Ends> {
        @Override
        public int compareTo(Ends other) {
            int order = caller.compareTo(other.caller);
            return order != 0 ? order : callee.compareTo(other.callee);
        }
    }

    private static List<MapEdge> edges(TelemetryWindow window, NodeJoin join, TimeWindow interval) {
        TreeMap<Ends, List<Dependency>> seen = new TreeMap<>();
        for (Dependency dependency : window.dependencies()) {
            boolean call = !dependency.protocol().equals(Dependency.HOSTED_BY) && dependency.calls() > 0;
            if (call && interval.contains(dependency.window().from())) {
                Ends ends = new Ends(join.nodeOf(dependency.caller()), join.nodeOf(dependency.callee()));
                if (!ends.caller().equals(ends.callee())) {
                    seen.computeIfAbsent(ends, key -> new ArrayList<>()).add(dependency);
                }
            }
        }
        List<MapEdge> edges = new ArrayList<>();
        seen.forEach((ends, pieces) -> edges.add(edge(ends, pieces, interval)));
        return List.copyOf(edges);
    }

    private static MapEdge edge(Ends ends, List<Dependency> pieces, TimeWindow interval) {
        TreeSet<String> protocols = new TreeSet<>();
        TreeSet<TimeWindow> windows = new TreeSet<>();
        ExponentialHistogram.Builder latency = ExponentialHistogram.builder();
        long calls = 0;
        long failures = 0;
        for (Dependency piece : pieces) {
            protocols.add(piece.protocol());
            windows.add(piece.window());
            latency.merge(piece.latency());
            calls += piece.calls();
            failures += piece.failures();
        }
        long grid = windows.first().length().toMillis();
        long inInterval = (interval.length().toMillis() + grid - 1) / grid;
        return new MapEdge(
                ends.caller(),
                ends.callee(),
                protocols,
                calls,
                failures,
                latency.build(),
                windows.first().from(),
                windows.last().to(),
                windows.size(),
                (int) Math.max(inInterval, windows.size()));
    }

    private static List<MapNode> nodes(NodeJoin join, List<MapEdge> edges) {
        Map<EntityId, List<MapEdge>> called = new TreeMap<>();
        Set<EntityId> shown = new TreeSet<>();
        for (MapEdge edge : edges) {
            called.computeIfAbsent(edge.callee(), id -> new ArrayList<>()).add(edge);
            shown.add(edge.caller());
            shown.add(edge.callee());
        }
        for (EntityId node : join.nodes()) {
            if (Topology.isService(node)) {
                shown.add(node);
            }
        }
        return shown.stream()
                .map(id -> node(join, id, called.getOrDefault(id, List.of())))
                .toList();
    }

    private static MapNode node(NodeJoin join, EntityId id, List<MapEdge> calls) {
        ExponentialHistogram.Builder latency = ExponentialHistogram.builder();
        calls.forEach(edge -> latency.merge(edge.latency()));
        Set<String> environments = new TreeSet<>();
        for (EntityId member : join.membersOf(id)) {
            Entity entity = join.entity(member);
            if (entity != null && entity.environment() != null) {
                environments.add(entity.environment());
            }
        }
        EntityKind kind = join.topology().kindOf(id);
        return new MapNode(
                id,
                kind,
                join.topology().nameOf(id),
                environments.size() == 1 ? environments.iterator().next() : null,
                join.topology().productsOf(id),
                join.membersOf(id),
                calls.stream().mapToLong(MapEdge::calls).sum(),
                calls.stream().mapToLong(MapEdge::failures).sum(),
                latency.build());
    }
}
