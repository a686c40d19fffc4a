package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Databases that do not answer, and therefore show nothing: a call that waits for a lock, or for a connection that it does
 * not get, is not told of before it is over, if ever. What tells is at the callers: fewer calls get through, requests wait
 * for a connection, and the database's client throws. One of these alone has other explanations; two have not.
 */
final class UnansweredCandidates {

    private static final Duration TOGETHER = Duration.ofMinutes(5);

    /** What is counted in steps may be dated a step before it began. */
    private static final Duration EARLY = Duration.ofMinutes(2);

    private static final double HALF = 0.5;
    private static final int SIGNS = 2;

    private final Scene scene;

    UnansweredCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find() {
        List<Candidate> found = new ArrayList<>();
        scene.hit.stream()
                .flatMap(caller -> scene.topology.calleesOf(caller).stream())
                .distinct()
                .sorted()
                .filter(callee -> scene.topology.kindOf(callee) == EntityKind.DATABASE)
                .filter(database -> !scene.isTroubled(database))
                .forEach(database -> of(database).ifPresent(found::add));
        return found;
    }

    private Optional<Candidate> of(EntityId database) {
        List<EntityId> callers = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        for (EntityId caller : scene.hit) {
            List<Reason> signs = Stream.of(fewer(caller, database), waiting(caller), thrown(caller))
                    .flatMap(Optional::stream)
                    .toList();
            if (scene.topology.calleesOf(caller).contains(database) && signs.size() >= SIGNS) {
                callers.add(caller);
                reasons.addAll(signs);
            }
        }
        if (callers.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", callers.stream().map(scene::name).toList());
        Instant since = scene.session.start();
        String title = scene.name(database) + " does not answer " + names + " since " + Times.minute(since);
        Candidate candidate = new Candidate(CauseKind.DEPENDENCY, database, title, since, null);
        reasons.forEach(reason -> candidate.supported(0.3, reason));
        if (callers.size() > 1) {
            candidate.supported(
                    0.2,
                    Reason.of("said-by-several", callers.size() + " services that call it say the same")
                            .with("services", callers.size()));
        }
        candidate.worksBy(new Mechanism(database, title, null, null, candidate.reasons));
        return Optional.of(candidate);
    }

    /** Calls are counted when they are over. */
    private Optional<Reason> fewer(EntityId caller, EntityId database) {
        return at(caller)
                .filter(episode -> episode.signal() == SignalClass.TRAFFIC && episode.direction() == Direction.DOWN)
                .filter(episode -> Symptoms.target(episode)
                        .map(scene.topology::nodeOf)
                        .filter(database::equals)
                        .isPresent())
                .filter(episode -> episode.effect().ratio() <= HALF)
                .min(Comparator.comparingDouble(
                                (Episode episode) -> episode.effect().qValue())
                        .thenComparing(Episode::id))
                .map(episode -> Reason.of("fewer-get-through", scene.name(caller) + ": " + EpisodeText.summary(episode))
                        .with("ratio", episode.effect().ratio())
                        .with("q", episode.effect().qValue())
                        .from(episode.id()));
    }

    private Optional<Reason> waiting(EntityId caller) {
        return at(caller)
                .filter(episode -> episode.series().metric().equals(Metrics.CONNECTIONS_PENDING)
                        && episode.direction() == Direction.UP)
                .min(Comparator.comparing(Episode::onset).thenComparing(Episode::id))
                .map(episode -> Reason.of(
                                "wait-for-a-connection",
                                scene.name(caller) + ": requests wait for a connection, "
                                        + EpisodeText.summary(episode))
                        .with("waiting", episode.effect().observed())
                        .with("q", episode.effect().qValue())
                        .from(episode.id()));
    }

    private Optional<Reason> thrown(EntityId caller) {
        for (Event event : scene.window.events()) {
            if (event instanceof ErrorIssue issue
                    && issue.type() != null
                    && ClientErrors.ofDatabase(Objects.requireNonNull(issue.type()))
                    && scene.topology.nodeOf(issue.entity()).equals(caller)
                    && !issue.start().isBefore(scene.session.start().minus(EARLY))
                    && issue.start().isBefore(scene.during.to())) {
                return Optional.of(Reason.of(
                                "client-throws",
                                scene.name(caller) + ": " + issue.type() + " (" + issue.key() + "), first at "
                                        + Times.minute(issue.start()))
                        .from(issue.id())
                        .at(issue.provenance().link()));
            }
        }
        return Optional.empty();
    }

    private Stream<Episode> at(EntityId caller) {
        return scene.detection.episodes().stream()
                .filter(episode -> scene.node(episode).equals(caller))
                .filter(episode -> Duration.between(scene.session.start(), episode.onset())
                                .abs()
                                .compareTo(TOGETHER)
                        <= 0);
    }
}
