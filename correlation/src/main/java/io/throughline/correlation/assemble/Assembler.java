package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Ids;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Third stage: episodes, correlations and events to sessions. A session needs a symptom that users meet; a lone change or
 * a busy processor opens none. Immutable, thread-safe, pure.
 */
public final class Assembler {

    /** What begins in the same quarter of an hour on the same service is the same incident, however exactly it is dated. */
    private static final Duration IDENTITY = Duration.ofMinutes(15);

    /** Which of the services that are hit is named first: where the farthest symptom is. */
    private static final Comparator<Episode> SEVERITY = Comparator.comparingDouble(
                    (Episode symptom) -> symptom.effect().ratio())
            .reversed()
            .thenComparing(Comparator.naturalOrder());

    /** Services hit within this time of the first may as well have been first. */
    private static final Duration TOGETHER = Duration.ofMinutes(5);

    private final AssemblyConfig config;

    /** Makes an assembler. */
    public Assembler(AssemblyConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns the sessions by start. */
    public List<Session> assemble(
            TelemetryWindow window, Topology topology, List<Episode> episodes, List<Correlation> correlations) {
        List<Session> sessions = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        for (List<Episode> cluster : new Clusters(config, topology).of(episodes)) {
            if (opens(cluster)) {
                sessions.add(session(window, topology, cluster, correlations, ids));
            }
        }
        return sessions;
    }

    private boolean opens(List<Episode> cluster) {
        List<Episode> symptoms = symptoms(cluster);
        boolean lasting = symptoms.stream().anyMatch(symptom -> {
            Instant end = symptom.end();
            return end == null || Duration.between(symptom.onset(), end).compareTo(config.minSymptom()) >= 0;
        });
        return lasting || symptoms.size() >= 2;
    }

    private List<Episode> symptoms(List<Episode> cluster) {
        return cluster.stream()
                .filter(Symptoms::meetsUsers)
                .filter(this::noticed)
                .toList();
    }

    /** Tells whether people would notice: any failure, but slowness only from a certain delay on. */
    private boolean noticed(Episode symptom) {
        boolean slow = symptom.signal() == SignalClass.LATENCY
                && symptom.series().unit().equals(Unit.SECONDS);
        double delay = symptom.effect().observed() - symptom.effect().baseline();
        return !slow || delay >= config.minDelay().toMillis() / 1000.0;
    }

    private Session session(
            TelemetryWindow window,
            Topology topology,
            List<Episode> cluster,
            List<Correlation> correlations,
            Set<String> ids) {
        // What nobody would notice may lie before it by chance; it begins with what people meet.
        List<Episode> symptoms = symptoms(cluster);
        Instant start = symptoms.get(0).onset();
        Instant end = end(symptoms);
        LinkedHashSet<EntityId> nodes = new LinkedHashSet<>();
        symptoms.stream().sorted(SEVERITY).forEach(episode -> nodes.add(topology.nodeOf(episode.entity())));
        cluster.forEach(episode -> nodes.add(topology.nodeOf(episode.entity())));
        TreeSet<EntityId> products = new TreeSet<>();
        nodes.forEach(node -> products.addAll(topology.productsOf(node)));
        cluster.forEach(episode -> products.addAll(topology.productsOf(episode.entity())));
        Instant last = end == null ? window.span().to() : end;
        Membership membership = new Membership(config, topology, nodes, products, start, last);
        List<Event> events = window.events().stream().filter(membership::holds).toList();
        TreeSet<String> members = cluster.stream().map(Episode::id).collect(Collectors.toCollection(TreeSet::new));
        events.forEach(event -> members.add(event.id()));
        List<Correlation> links = correlations.stream()
                .filter(link -> members.contains(link.from().id())
                        && members.contains(link.to().id()))
                .toList();
        List<TimelineEntry> timeline = new Timeline(
                        topology, window.span(), symptoms.get(0).onsetBounds().to())
                .of(cluster, events);
        return new Session(
                identity(anchor(symptoms, topology), start, ids),
                start,
                end,
                List.copyOf(products),
                List.copyOf(nodes),
                cluster,
                symptoms,
                events,
                links,
                timeline);
    }

    private static EntityId anchor(List<Episode> symptoms, Topology topology) {
        Instant until = symptoms.get(0).onset().plus(TOGETHER);
        return symptoms.stream()
                .filter(symptom -> !symptom.onset().isAfter(until))
                .map(symptom -> topology.nodeOf(symptom.entity()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String identity(EntityId node, Instant start, Set<String> taken) {
        Instant bucket = TimeWindow.onGrid(start, IDENTITY).from();
        String id = Ids.of("incident", node, bucket);
        for (int again = 2; !taken.add(id); again++) {
            id = Ids.of("incident", node, bucket, again);
        }
        return id;
    }

    private static @Nullable Instant end(List<Episode> symptoms) {
        Instant last = Instant.MIN;
        for (Episode symptom : symptoms) {
            Instant end = symptom.end();
            if (end == null) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return last;
    }
}
