package io.throughline.correlation.associate;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.statistics.Normal;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tests changes against the episodes that began after them: would a change at a random time lie as near? */
final class ChangePairs {

    /** A change that worked well for longer is a link at most. */
    private static final Duration SOON = Duration.ofMinutes(15);

    private final AssociationConfig config;
    private final Topology topology;
    private final TelemetryWindow window;
    private final Map<EntityId, Integer> changesByNode = new TreeMap<>();

    ChangePairs(AssociationConfig config, Topology topology, TelemetryWindow window) {
        this.config = config;
        this.topology = topology;
        this.window = window;
        for (Event event : window.events()) {
            if (event instanceof Change change && changesRunning(change)) {
                changesByNode.merge(topology.nodeOf(change.entity()), 1, Integer::sum);
            }
        }
    }

    Optional<Finding> test(Change change, Episode episode) {
        EntityId changed = topology.nodeOf(change.entity());
        EntityId node = topology.nodeOf(episode.entity());
        int hops = Math.min(topology.callDistance(node, changed), topology.callDistance(changed, node));
        boolean bad = episode.direction() == Direction.UP
                && (episode.signal() == SignalClass.LATENCY
                        || episode.signal() == SignalClass.ERRORS
                        || episode.signal() == SignalClass.SATURATION);
        Duration before = Duration.between(change.start(), episode.onset());
        boolean inTime =
                change.start().isBefore(episode.onsetBounds().to()) && before.compareTo(config.changeLookback()) <= 0;
        if (!bad || !inTime || hops > config.maxHops() || !changesRunning(change)) {
            return Optional.empty();
        }
        Duration best = before.isNegative() ? Duration.ZERO : before;
        Duration least = Duration.between(change.end(), episode.onsetBounds().from());
        Duration most = Duration.between(change.start(), episode.onsetBounds().to());
        Lag lag = new Lag(
                best,
                least.compareTo(best.minus(episode.step())) < 0 ? least : best.minus(episode.step()),
                most.compareTo(best.plus(episode.step())) > 0 ? most : best.plus(episode.step()));
        int changes = changesByNode.getOrDefault(changed, 1);
        double share = Math.min(
                1,
                (best.toMillis() + episode.step().toMillis())
                        / (double) window.span().length().toMillis());
        double p = 1 - StrictMath.pow(1 - share, changes);
        List<Reason> evidence = new ArrayList<>();
        evidence.add(Reason.of(
                        "change-before",
                        change.title() + " came " + Figures.seconds(best)
                                + " before; " + changes + " such changes in "
                                + window.span().length().toHours()
                                + " h make that a chance of " + Figures.percent(p))
                .with("beforeSeconds", best.toMillis() / 1000.0)
                .with("changes", changes)
                .from(change.id())
                .from(episode.id())
                .at(change.provenance().link()));
        return Optional.of(new Finding(
                new Endpoint(Endpoint.Kind.EVENT, change.id(), change.entity(), change.title(), change.start()),
                new Endpoint(
                        Endpoint.Kind.EPISODE,
                        episode.id(),
                        episode.entity(),
                        topology.nameOf(node) + ": " + EpisodeText.subject(episode),
                        episode.onset()),
                lag,
                Math.max(0, 1 - 1 / Math.max(1, episode.effect().ratio())),
                Math.max(Normal.LEAST, p),
                hops <= 1 && best.compareTo(SOON) <= 0 ? Verdict.LIKELY_CAUSE : Verdict.ASSOCIATED,
                hops,
                evidence));
    }

    /** Tells whether the change alters what is running, at a known time; a commit or an analysis alone does not. */
    private static boolean changesRunning(Change change) {
        return switch (change.type()) {
            case DEPLOYMENT, RELEASE, CONFIGURATION, SCALING -> change.isKnownWithin(Change.CLOSE_BOUNDS);
            case COMMIT, QUALITY_GATE -> false;
        };
    }
}
