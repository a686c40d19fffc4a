package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.assemble.Session;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What all kinds of candidates look at: the session, where its symptoms are, and when they began. */
final class Scene {

    static final int MAX_HOPS = 2;

    final TelemetryWindow window;
    final Topology topology;
    final Detection detection;
    final Session session;
    final RankingConfig config;
    /** Nodes that users meet the trouble on. */
    final TreeSet<EntityId> hit = new TreeSet<>();
    /** The first symptom. */
    final Episode first;
    /** The incident, or what the window holds of it. */
    final TimeWindow during;

    Scene(TelemetryWindow window, Topology topology, Detection detection, Session session, RankingConfig config) {
        this.window = window;
        this.topology = topology;
        this.detection = detection;
        this.session = session;
        this.config = config;
        session.episodes().stream().filter(Symptoms::meetsUsers).forEach(episode -> hit.add(node(episode)));
        this.first = session.symptoms().get(0);
        Instant end = session.end();
        this.during =
                new TimeWindow(session.start(), end == null ? window.span().to() : end);
    }

    EntityId node(Episode episode) {
        return topology.nodeOf(episode.entity());
    }

    String name(EntityId node) {
        return topology.nameOf(node);
    }

    /** Tells whether trouble at the node reaches users: it is hit itself, or called, near enough, by one that is. */
    boolean leadsToUsers(EntityId node) {
        return hit.stream().anyMatch(caller -> topology.callDistance(caller, node) <= MAX_HOPS);
    }

    /** Tells whether something slow or failing of its own is to be seen at the node. */
    boolean isTroubled(EntityId node) {
        return session.episodes().stream()
                .filter(episode -> !Symptoms.isOutgoing(episode) && episode.direction() == Direction.UP)
                .filter(episode -> episode.signal() == SignalClass.LATENCY
                        || episode.signal() == SignalClass.ERRORS
                        || episode.signal() == SignalClass.SATURATION)
                .anyMatch(episode -> node(episode).equals(node));
    }

    /** Returns the hit node that calls no troubled node itself: the deepest one; the first hit if there are several. */
    EntityId origin() {
        List<EntityId> deepest = session.nodes().stream()
                .filter(hit::contains)
                .filter(node -> topology.calleesOf(node).stream()
                        .noneMatch(callee -> hit.contains(callee) && !callee.equals(node)))
                .toList();
        return deepest.isEmpty() ? node(first) : deepest.get(0);
    }

    /** Returns the strongest link of the session from an episode to a symptom, if one is a likely cause. */
    Optional<Correlation> linkToSymptom(String fromId) {
        return session.correlations().stream()
                .filter(link -> link.from().id().equals(fromId) && link.verdict() == Verdict.LIKELY_CAUSE)
                .filter(link -> session.symptoms().stream()
                        .anyMatch(symptom -> symptom.id().equals(link.to().id())))
                .min(Comparator.comparingInt(Correlation::hops)
                        .thenComparingDouble(Correlation::qValue)
                        .thenComparing(Correlation::id));
    }
}
