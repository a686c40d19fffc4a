package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.examples.dashboards.view.ServiceMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Draws who calls whom around an incident: what belongs to it, and its direct neighbours. */
final class ServiceMaps {

    /** What runs a service's code is shown as the service; everything else as itself. */
    private static final Set<EntityKind> SHOWN_AS_SERVICE = EnumSet.of(
            EntityKind.ROLE,
            EntityKind.COMPUTE,
            EntityKind.ERROR_PROJECT,
            EntityKind.TRACKER_PROJECT,
            EntityKind.CODE_PROJECT);

    private final TelemetryWindow window;
    private final Names names;
    private final Map<EntityId, EntityKind> kinds = new HashMap<>();

    ServiceMaps(TelemetryWindow window, Names names) {
        this.window = window;
        this.names = names;
        for (Entity entity : window.entities()) {
            kinds.put(entity.id(), entity.kind());
        }
    }

    ServiceMap of(Incident incident, TimeWindow time) {
        Map<EntityId, List<Episode>> found = new TreeMap<>();
        incident.episodes()
                .forEach(episode -> found.computeIfAbsent(node(episode.entity()), id -> new ArrayList<>())
                        .add(episode));
        Set<EntityId> involved = new TreeSet<>(found.keySet());
        EntityId cause = cause(incident, involved);

        Map<Ends, Calls> calls = calls(time);
        calls.keySet().removeIf(ends -> !involved.contains(ends.from) && !involved.contains(ends.to));
        Set<EntityId> nodes = new TreeSet<>();
        calls.keySet().forEach(ends -> {
            nodes.add(ends.from);
            nodes.add(ends.to);
        });
        if (nodes.isEmpty()) {
            return new ServiceMap(List.of(), List.of());
        }
        return new ServiceMap(placed(nodes, calls.keySet(), found, cause), edges(calls, involved));
    }

    private @Nullable EntityId cause(Incident incident, Set<EntityId> involved) {
        RootCause first = incident.rootCauses().get(0);
        if (first.kind() == CauseKind.UNKNOWN) {
            return null;
        }
        EntityId cause = node(first.entity());
        involved.add(cause);
        Mechanism mechanism = first.mechanism();
        if (mechanism != null) {
            involved.add(node(mechanism.entity()));
        }
        return cause;
    }

    /** Returns what stands on the map for an entity. */
    private EntityId node(EntityId entity) {
        EntityKind kind = kinds.get(entity);
        if (kind != null && !SHOWN_AS_SERVICE.contains(kind)) {
            return entity;
        }
        return window.memberships().targetsOf(entity).stream()
                .filter(target -> target.type().equals("service"))
                .findFirst()
                .orElse(entity);
    }

    private Map<Ends, Calls> calls(TimeWindow time) {
        Map<Ends, Calls> calls = new TreeMap<>();
        for (Dependency edge : window.dependencies()) {
            EntityId from = node(edge.caller());
            EntityId to = node(edge.callee());
            if (!from.equals(to) && edge.window().overlaps(time)) {
                calls.computeIfAbsent(new Ends(from, to), ends -> new Calls(edge.protocol()))
                        .add(edge);
            }
        }
        return calls;
    }

    private List<ServiceMap.Node> placed(
            Set<EntityId> nodes, Set<Ends> edges, Map<EntityId, List<Episode>> found, @Nullable EntityId cause) {
        Map<EntityId, Integer> columns = columns(nodes, edges);
        Map<Integer, Integer> filled = new HashMap<>();
        List<ServiceMap.Node> placed = new ArrayList<>();
        for (EntityId id : nodes) {
            int column = columns.getOrDefault(id, 0);
            int row = filled.merge(column, 1, Integer::sum) - 1;
            List<Episode> episodes = found.getOrDefault(id, List.of());
            String state = id.equals(cause) ? "cause" : episodes.isEmpty() ? "calm" : "affected";
            placed.add(new ServiceMap.Node(id.toString(), names.of(id), kind(id), column, row, state, note(episodes)));
        }
        return placed;
    }

    private String kind(EntityId id) {
        EntityKind kind = kinds.get(id);
        if (kind != null) {
            return Names.word(kind);
        }
        return id.type().equals("external") ? "external" : "service";
    }

    private @Nullable String note(List<Episode> episodes) {
        return episodes.stream()
                .max(Comparator.comparingDouble(
                        episode -> Math.abs(episode.effect().deviations())))
                .map(EpisodeText::subject)
                .map(label -> episodes.size() == 1 ? label : label + " and " + (episodes.size() - 1) + " more")
                .orElse(null);
    }

    /** Returns for each node the length of the longest way to it, with cycles cut where they would go on for ever. */
    private static Map<EntityId, Integer> columns(Set<EntityId> nodes, Set<Ends> edges) {
        Map<EntityId, Integer> columns = new HashMap<>();
        for (int round = 0; round < nodes.size(); round++) {
            boolean moved = false;
            for (Ends ends : edges) {
                int after = columns.getOrDefault(ends.from, 0) + 1;
                if (after < nodes.size() && after > columns.getOrDefault(ends.to, 0)) {
                    columns.put(ends.to, after);
                    moved = true;
                }
            }
            if (!moved) {
                break;
            }
        }
        return columns;
    }

    private static List<ServiceMap.Edge> edges(Map<Ends, Calls> calls, Set<EntityId> involved) {
        List<ServiceMap.Edge> edges = new ArrayList<>();
        calls.forEach((ends, sum) -> {
            ExponentialHistogram latency = sum.latency.build();
            edges.add(new ServiceMap.Edge(
                    ends.from.toString(),
                    ends.to.toString(),
                    sum.protocol,
                    sum.calls,
                    sum.failures,
                    latency.isEmpty() ? null : Digits.drawn(latency.quantile(0.95)),
                    involved.contains(ends.from) && involved.contains(ends.to)));
        });
        return edges;
    }

    private record Ends(EntityId from, EntityId to) implements Comparable<Ends> {
        @Override
        public int compareTo(Ends other) {
            int order = from.compareTo(other.from);
            return order != 0 ? order : to.compareTo(other.to);
        }
    }

    private static final class Calls {
        private final String protocol;
        private final ExponentialHistogram.Builder latency = ExponentialHistogram.builder();
        private long calls;
        private long failures;

        private Calls(String protocol) {
            this.protocol = protocol;
        }

        private void add(Dependency edge) {
            calls += edge.calls();
            failures += edge.failures();
            latency.merge(edge.latency());
        }
    }
}
