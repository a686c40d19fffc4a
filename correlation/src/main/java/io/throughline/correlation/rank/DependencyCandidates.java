package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is slow or fails when called, and shows nothing of its own that would say why: something outside, or a resource
 * without telemetry. Where the called side shows trouble of its own, the cause is looked for there.
 */
final class DependencyCandidates {

    private static final Duration TOGETHER = Duration.ofMinutes(5);

    private final Scene scene;

    DependencyCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find() {
        TreeMap<EntityId, Candidate> byTarget = new TreeMap<>();
        TreeMap<EntityId, TreeSet<EntityId>> callers = new TreeMap<>();
        for (Episode episode : scene.session.episodes()) {
            boolean bad = episode.direction() == Direction.UP && episode.signal() != SignalClass.TRAFFIC;
            EntityId target =
                    Symptoms.target(episode).map(scene.topology::nodeOf).orElse(null);
            boolean late = episode.onsetBounds()
                    .from()
                    .isAfter(scene.first.onsetBounds().to());
            if (target == null || !bad || late || scene.isTroubled(target)) {
                continue;
            }
            Candidate candidate = byTarget.computeIfAbsent(
                    target,
                    key -> new Candidate(
                            CauseKind.DEPENDENCY,
                            target,
                            "Calls to " + scene.name(target) + " since " + Times.minute(episode.onset()) + ": "
                                    + EpisodeText.summary(episode),
                            episode.onset(),
                            null));
            callers.computeIfAbsent(target, key -> new TreeSet<>()).add(scene.node(episode));
            candidate.supported(
                    candidate.reasons.isEmpty() ? 0.4 : 0.1,
                    Reason.of("slow-when-called", scene.name(scene.node(episode)) + ": " + EpisodeText.summary(episode))
                            .with("ratio", episode.effect().ratio())
                            .with("q", episode.effect().qValue())
                            .from(episode.id()));
            scene.linkToSymptom(episode.id())
                    .filter(link -> candidate.reasons.size() == 1)
                    .ifPresent(link -> candidate.supported(
                            0.2,
                            Reason.of(
                                            "linked",
                                            "It moves with what users meet: "
                                                    + link.to().label())
                                    .with("q", link.qValue())
                                    .from(link.id())));
        }
        byTarget.forEach((target, candidate) -> hearTheOtherSide(
                candidate, Objects.requireNonNull(callers.get(target)).size()));
        return new ArrayList<>(byTarget.values());
    }

    /**
     * What has telemetry of its own and shows nothing there is hardly at fault: the caller may just be slow to notice. Several
     * callers are hardly slow at once; what they share is the way there.
     */
    private void hearTheOtherSide(Candidate candidate, int callers) {
        Optional<Episode> askedLess = askedLess(candidate);
        if (askedLess.isPresent()) {
            Episode fewer = askedLess.get();
            candidate.supported(
                    0.5,
                    Reason.of("asked-less", "The calls do not arrive: " + EpisodeText.summary(fewer) + " there")
                            .with("ratio", fewer.effect().ratio())
                            .with("q", fewer.effect().qValue())
                            .from(fewer.id()));
            return;
        }
        if (callers > 1) {
            candidate.supported(
                    0.4,
                    Reason.of(
                                    "said-by-several",
                                    callers + " services that call it say the same: it is it, or the way there")
                            .with("services", callers));
            return;
        }
        long tested = scene.detection.deviations().keySet().stream()
                .filter(key -> scene.topology.nodeOf(key.entity()).equals(candidate.entity))
                .count();
        if (tested > 0) {
            candidate.weakened(
                    0.5,
                    Reason.of(
                                    "nothing-unusual-there",
                                    "None of the " + tested + " series of " + scene.name(candidate.entity)
                                            + " itself shows trouble")
                            .with("series", (double) tested));
        }
    }

    /** Who is called in vain is well, and has less to do, from about then on. */
    private Optional<Episode> askedLess(Candidate candidate) {
        return scene.detection.episodes().stream()
                .filter(episode -> episode.signal() == SignalClass.TRAFFIC
                        && episode.direction() == Direction.DOWN
                        && !Symptoms.isOutgoing(episode))
                .filter(episode -> scene.node(episode).equals(candidate.entity))
                .filter(episode ->
                        Duration.between(candidate.at, episode.onset()).abs().compareTo(TOGETHER) <= 0)
                .findFirst();
    }
}
