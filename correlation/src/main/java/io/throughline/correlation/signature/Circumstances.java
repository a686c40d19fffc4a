package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as signatures look at it.
 *
 * @param window what was read
 * @param topology who calls whom in it
 * @param during from the first symptom to the end, or to the end of the window
 * @param hit nodes of the topology that users meet the trouble on
 * @param episodes all of the window, not the incident's alone
 */
public record Circumstances(
        TelemetryWindow window, Topology topology, TimeWindow during, SortedSet<EntityId> hit, List<Episode> episodes) {

    /** How many calls away from those that are hit a cause is looked for. */
    private static final int MAX_HOPS = 2;

    public Circumstances {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(during, "during");
        hit = Collections.unmodifiableSortedSet(new TreeSet<>(hit));
        episodes = List.copyOf(episodes);
    }

    /**
     * Returns those of an incident.
     *
     * @param episodes all that were found in the window
     * @param of those of the incident
     * @param start its start
     * @param end its end, or null while it goes on
     */
    public static Circumstances of(
            TelemetryWindow window, List<Episode> episodes, List<Episode> of, Instant start, @Nullable Instant end) {
        Topology topology = Topology.of(window);
        TreeSet<EntityId> hit = new TreeSet<>();
        of.stream().filter(Symptoms::meetsUsers).forEach(episode -> hit.add(topology.nodeOf(episode.entity())));
        TimeWindow during = new TimeWindow(start, end == null ? window.span().to() : end);
        return new Circumstances(window, topology, during, hit, episodes);
    }

    /** Returns the nodes at which a cause may lie: those hit, and what they call, near enough. */
    SortedSet<EntityId> suspects() {
        TreeSet<EntityId> found = new TreeSet<>(hit);
        TreeSet<EntityId> edge = new TreeSet<>(hit);
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            TreeSet<EntityId> next = new TreeSet<>();
            edge.forEach(node -> next.addAll(topology.calleesOf(node)));
            next.removeAll(found);
            found.addAll(next);
            edge = next;
        }
        return found;
    }

    /** Returns the nodes that a place means, seen from one. */
    SortedSet<EntityId> nodes(Place place, EntityId subject) {
        TreeSet<EntityId> nodes = new TreeSet<>();
        if (place == Place.HERE || place == Place.HERE_OR_CALLERS) {
            nodes.add(subject);
        }
        if (place == Place.CALLERS || place == Place.HERE_OR_CALLERS) {
            TreeSet<EntityId> callers = new TreeSet<>(topology.callersOf(subject));
            callers.retainAll(hit);
            nodes.addAll(callers);
        }
        if (place == Place.CALLEES) {
            nodes.addAll(topology.calleesOf(subject));
        }
        return nodes;
    }

    boolean isAt(EntityId entity, SortedSet<EntityId> nodes) {
        return nodes.contains(topology.nodeOf(entity));
    }
}
