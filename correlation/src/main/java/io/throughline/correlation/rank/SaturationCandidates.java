package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Resources at their limit on the way from the services that are hit down to what they call. */
final class SaturationCandidates {

    /** A queue fills within minutes: what is dated this much later may still have come first. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final Duration LONG_BEFORE = Duration.ofMinutes(60);

    private final Scene scene;

    SaturationCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find(List<RuledOut> ruledOut) {
        List<Candidate> found = new ArrayList<>();
        for (Episode episode : scene.detection.episodes()) {
            EntityId node = scene.node(episode);
            boolean full = episode.signal() == SignalClass.SATURATION && episode.direction() == Direction.UP;
            if (!full || !overlaps(episode) || !scene.leadsToUsers(node)) {
                continue;
            }
            if (cameAfter(episode)) {
                ruledOut.add(after(episode));
            } else {
                found.add(candidate(episode));
            }
        }
        for (Deviations resource : scene.detection.deviations().values()) {
            boolean onTheWay = resource.isUtilization()
                    && scene.leadsToUsers(scene.topology.nodeOf(resource.key().entity()));
            boolean full = scene.detection.episodes().stream()
                    .anyMatch(episode -> episode.series().equals(resource.key()) && overlaps(episode));
            double peak = resource.peakWithin(scene.during);
            if (onTheWay && !full && !Double.isNaN(peak)) {
                ruledOut.add(notFull(resource, peak));
            }
        }
        return found;
    }

    private boolean overlaps(Episode episode) {
        return episode.onset().isBefore(scene.during.to())
                && (episode.end() == null || !scene.during.from().isAfter(episode.end()));
    }

    private boolean cameAfter(Episode episode) {
        // What is hit on the same node counts: a slow caller elsewhere does not make a full resource a symptom.
        return episode.onsetBounds()
                .from()
                .isAfter(scene.first.onsetBounds().to().plus(SLACK));
    }

    private Candidate candidate(Episode episode) {
        EntityId node = scene.node(episode);
        String title = subject(episode) + " at "
                + EpisodeText.value(episode, episode.effect().observed()) + " since " + Times.minute(episode.onset());
        Candidate candidate =
                new Candidate(CauseKind.RESOURCE_SATURATION, episode.entity(), title, episode.onset(), null);
        boolean share = episode.series().unit().equals(Unit.ONE);
        candidate.supported(
                share ? 0.55 : 0.3,
                Reason.of(
                                "at-its-limit",
                                EpisodeText.subject(episode) + " on " + scene.name(episode.entity()) + " rose to "
                                        + EpisodeText.value(
                                                episode, episode.effect().observed()) + ", usual is "
                                        + EpisodeText.value(
                                                episode, episode.effect().baseline()))
                        .with("observed", episode.effect().observed())
                        .with("baseline", episode.effect().baseline())
                        .with("q", episode.effect().qValue())
                        .from(episode.id()));
        Duration before = Duration.between(episode.onset(), scene.session.start());
        if (!before.isNegative() && before.compareTo(LONG_BEFORE) <= 0) {
            candidate.supported(
                    0.15,
                    Reason.of("precedes", "It began " + Figures.seconds(before) + " before the first symptom")
                            .with("beforeSeconds", before.toMillis() / 1000.0));
        } else if (before.compareTo(LONG_BEFORE) > 0) {
            candidate.weakened(
                    0.5,
                    Reason.of(
                                    "long-before",
                                    "It began " + Figures.seconds(before)
                                            + " before the first symptom, without harm for so long")
                            .with("beforeSeconds", before.toMillis() / 1000.0));
        }
        if (scene.hit.contains(node) || deepest(node)) {
            candidate.supported(
                    0.2,
                    Reason.of(
                            "on-the-spot",
                            "It serves " + scene.name(scene.origin()) + ", where the trouble is deepest"));
        }
        scene.linkToSymptom(episode.id())
                .ifPresent(link -> candidate.supported(
                        0.2,
                        Reason.of(
                                        "linked",
                                        "It moves with what users meet: "
                                                + link.to().label())
                                .with("q", link.qValue())
                                .from(link.id())));
        candidate.worksBy(new Mechanism(episode.entity(), title, null, null, candidate.reasons));
        return candidate;
    }

    private boolean deepest(EntityId node) {
        return scene.topology.callDistance(scene.origin(), node) <= 1;
    }

    private RuledOut after(Episode episode) {
        Duration after = Duration.between(scene.session.start(), episode.onset());
        return new RuledOut(
                CauseKind.RESOURCE_SATURATION,
                episode.entity(),
                subject(episode),
                Reason.of(
                                "symptom",
                                "It began " + Figures.seconds(after)
                                        + " after the first symptom: it comes of the incident, or with it")
                        .with("afterSeconds", after.toMillis() / 1000.0)
                        .from(episode.id()));
    }

    private RuledOut notFull(Deviations resource, double peak) {
        EntityId entity = resource.key().entity();
        return new RuledOut(
                CauseKind.RESOURCE_SATURATION,
                entity,
                resource.key().metric() + " of " + scene.name(entity),
                Reason.of(
                                "not-full",
                                "At most " + Figures.percent(peak)
                                        + " in use during the incident, or no more than usual")
                        .with("peak", peak));
    }

    private String subject(Episode episode) {
        return scene.name(episode.entity()) + ": " + EpisodeText.subject(episode);
    }
}
