package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** More work than usual for the services that are hit. */
final class TrafficCandidates {

    private static final Duration LONG_BEFORE = Duration.ofMinutes(60);

    private final Scene scene;

    TrafficCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find(List<RuledOut> ruledOut) {
        TreeMap<EntityId, Candidate> byNode = new TreeMap<>();
        for (Episode episode : scene.detection.episodes()) {
            EntityId node = scene.node(episode);
            boolean surge = episode.signal() == SignalClass.TRAFFIC
                    && episode.direction() == Direction.UP
                    && !Symptoms.isQuery(episode)
                    && !Symptoms.isOutgoing(episode)
                    && scene.hit.contains(node);
            boolean near = !episode.onset().isAfter(scene.during.to())
                    && !episode.onset().isBefore(scene.during.from().minus(LONG_BEFORE));
            if (surge && near) {
                weigh(episode, node, byNode, ruledOut);
            }
        }
        for (EntityId node : scene.hit) {
            if (!byNode.containsKey(node)) {
                noSurge(node, ruledOut);
            }
        }
        return new ArrayList<>(byNode.values());
    }

    private void weigh(Episode episode, EntityId node, Map<EntityId, Candidate> byNode, List<RuledOut> ruledOut) {
        if (episode.onsetBounds().from().isAfter(scene.first.onsetBounds().to())) {
            ruledOut.add(new RuledOut(
                    CauseKind.TRAFFIC,
                    node,
                    scene.name(node) + ": " + EpisodeText.subject(episode),
                    Reason.of("symptom", "It rose after the first symptom, as when callers try again")
                            .from(episode.id())));
            return;
        }
        Candidate candidate = byNode.computeIfAbsent(
                node,
                key -> new Candidate(
                        CauseKind.TRAFFIC,
                        node,
                        scene.name(node) + ": " + EpisodeText.summary(episode),
                        episode.onset(),
                        null));
        candidate.supported(
                0.45 * Math.min(1, episode.effect().ratio() - 1),
                Reason.of("more-work", EpisodeText.summary(episode))
                        .with("ratio", episode.effect().ratio())
                        .with("q", episode.effect().qValue())
                        .from(episode.id()));
    }

    private void noSurge(EntityId node, List<RuledOut> ruledOut) {
        double most = 0;
        for (Deviations deviations : scene.detection.deviations().values()) {
            if (deviations.key().metric().equals(Metrics.REQUEST_COUNT)
                    && scene.topology.nodeOf(deviations.key().entity()).equals(node)) {
                most = Math.max(most, deviations.ratioWithin(scene.during));
            }
        }
        if (most > 0) {
            ruledOut.add(new RuledOut(
                    CauseKind.TRAFFIC,
                    node,
                    "More requests to " + scene.name(node),
                    Reason.of("no-surge", "At most " + Figures.percent(most) + " of the usual on any operation")
                            .with("ratio", most)));
        }
    }
}
