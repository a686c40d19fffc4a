package io.throughline.correlation.topology;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which entities of a window are one node of its map: those mapped to one service, and what serves requests with the
 * resource that it alone was seen to run in. Equal names join nothing.
 */
final class NodeJoin {

    private final Topology topology;
    private final Map<EntityId, EntityId> joined;
    private final Map<EntityId, Entity> entities;
    private final Map<EntityId, SortedSet<EntityId>> members;

    private NodeJoin(TelemetryWindow window) {
        this.topology = Topology.of(window);
        this.joined = new TreeMap<>();
        this.entities = new TreeMap<>();
        this.members = new TreeMap<>();
        window.entities().forEach(entity -> entities.put(entity.id(), entity));
        joinHosted(window);
        for (Entity entity : window.entities()) {
            members.computeIfAbsent(nodeOf(entity.id()), id -> new TreeSet<>()).add(entity.id());
        }
    }

    static NodeJoin of(TelemetryWindow window) {
        return new NodeJoin(window);
    }

    /** A resource that several things run in, or the other way round, says nothing about what is one. */
    private void joinHosted(TelemetryWindow window) {
        Map<EntityId, SortedSet<EntityId>> hosts = new TreeMap<>();
        Map<EntityId, SortedSet<EntityId>> hosted = new TreeMap<>();
        for (Dependency dependency : window.dependencies()) {
            if (dependency.protocol().equals(Dependency.HOSTED_BY)) {
                EntityId guest = topology.nodeOf(dependency.caller());
                EntityId host = topology.nodeOf(dependency.callee());
                if (!guest.equals(host)) {
                    hosts.computeIfAbsent(guest, id -> new TreeSet<>()).add(host);
                    hosted.computeIfAbsent(host, id -> new TreeSet<>()).add(guest);
                }
            }
        }
        hosts.forEach((guest, places) -> {
            EntityId host = places.first();
            boolean alone = places.size() == 1
                    && hosted.getOrDefault(host, Collections.emptySortedSet()).size() == 1;
            // A service was named by people: the other one is a part of it. Two services stay two.
            if (alone && !Topology.isService(host)) {
                joined.put(host, guest);
            } else if (alone && !Topology.isService(guest)) {
                joined.put(guest, host);
            }
        });
    }

    EntityId nodeOf(EntityId entity) {
        EntityId node = topology.nodeOf(entity);
        return joined.getOrDefault(node, node);
    }

    SortedSet<EntityId> membersOf(EntityId node) {
        SortedSet<EntityId> known = members.get(node);
        return known != null ? known : new TreeSet<>(java.util.Set.of(node));
    }

    /** Returns the nodes with at least one known entity, ascending. */
    Iterable<EntityId> nodes() {
        return members.keySet();
    }

    Topology topology() {
        return topology;
    }

    @org.jspecify.annotations.Nullable
    Entity entity(EntityId id) {
        return entities.get(id);
    }
}
