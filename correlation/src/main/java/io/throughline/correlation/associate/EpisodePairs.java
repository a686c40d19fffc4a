package io.throughline.correlation.associate;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tests pairs of episodes: how alike, which first, and whether more traffic explains both. */
final class EpisodePairs {

    private final AssociationConfig config;
    private final Topology topology;
    private final Detection detection;
    private final Hypotheses hypotheses;
    private final ShiftTest shifts = new ShiftTest();

    EpisodePairs(AssociationConfig config, Topology topology, Detection detection, Hypotheses hypotheses) {
        this.config = config;
        this.topology = topology;
        this.detection = detection;
        this.hypotheses = hypotheses;
    }

    Optional<Finding> test(Episode from, Episode to) {
        int hops = hypotheses.distance(hypotheses.side(from), hypotheses.side(to));
        Duration apart = Duration.between(from.onset(), to.onset());
        if (hops < 0 || apart.abs().compareTo(config.maxLag()) > 0) {
            return Optional.empty();
        }
        Optional<Deviations> first = detection.of(from);
        Optional<Deviations> second = detection.of(to);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        ShiftTest.Likeness likeness = shifts.compare(
                first.get(), sign(from), second.get(), sign(to), config.maxLag().toMillis());
        Lag lag = lag(from, to, apart, likeness.stepMillis());
        int steps = (int) ((Math.abs(apart.toMillis()) + likeness.stepMillis() - 1) / likeness.stepMillis());
        List<Reason> evidence = new ArrayList<>();
        evidence.add(alike(likeness, from, to));
        evidence.add(order(lag, from, to));
        Optional<Episode> surge = surge(from, to);
        evidence.add(surge.map(episode -> surgeReason(episode)).orElseGet(() -> noSurge(from, to)));
        return Optional.of(new Finding(
                endpoint(from),
                endpoint(to),
                lag,
                likeness.coefficient(),
                likeness.pValue(steps),
                verdict(lag, hops, from, surge.isPresent()),
                hops,
                evidence));
    }

    private static Verdict verdict(Lag lag, int hops, Episode from, boolean surge) {
        if (surge) {
            return Verdict.COMMON_CAUSE;
        }
        if (lag.isSurelyNegative()) {
            return Verdict.REVERSE;
        }
        // A caller waits for whom it calls: there the way itself tells the direction, if the order does not deny it.
        boolean wayTells = hops > 0 && from.signal() != SignalClass.TRAFFIC;
        boolean first = lag.isSurelyPositive() || lag.best().compareTo(Duration.ZERO) > 0;
        return first || (wayTells && !lag.best().isNegative()) ? Verdict.LIKELY_CAUSE : Verdict.ASSOCIATED;
    }

    private static Lag lag(Episode from, Episode to, Duration best, long stepMillis) {
        Duration step = Duration.ofMillis(stepMillis);
        Duration least =
                Duration.between(from.onsetBounds().to(), to.onsetBounds().from());
        Duration most =
                Duration.between(from.onsetBounds().from(), to.onsetBounds().to());
        Duration atMost = best.minus(step);
        Duration atLeast = best.plus(step);
        return new Lag(
                best, least.compareTo(atMost) < 0 ? least : atMost, most.compareTo(atLeast) > 0 ? most : atLeast);
    }

    private static Reason alike(ShiftTest.Likeness likeness, Episode from, Episode to) {
        String text = "Their deviations agree with a coefficient of " + Figures.rounded(likeness.coefficient(), 2)
                + " at a lag of " + Figures.seconds(likeness.lagSteps() * likeness.stepMillis() / 1000.0) + "; of "
                + likeness.shifts() + " possible shifts " + likeness.asGood() + " agree as well";
        return Reason.of("deviations-agree", text)
                .with("coefficient", likeness.coefficient())
                .with("lagSeconds", likeness.lagSteps() * likeness.stepMillis() / 1000.0)
                .with("shifts", likeness.shifts())
                .with("asGood", likeness.asGood())
                .from(from.id())
                .from(to.id());
    }

    private static Reason order(Lag lag, Episode from, Episode to) {
        double seconds = lag.best().toMillis() / 1000.0;
        String order = lag.isSurelyPositive()
                ? "The first surely began before the second, by "
                : lag.isSurelyNegative()
                        ? "The first surely began after the second, by "
                        : "Which began first is not certain; most likely the second followed by ";
        return Reason.of("order", order + Figures.seconds(lag.isSurelyNegative() ? -seconds : seconds))
                .with("lagSeconds", seconds)
                .with("leastSeconds", lag.least().toMillis() / 1000.0)
                .with("mostSeconds", lag.most().toMillis() / 1000.0)
                .from(from.id())
                .from(to.id());
    }

    /** Returns the traffic surge that came before both, if there is one and neither is traffic itself. */
    private Optional<Episode> surge(Episode from, Episode to) {
        if (from.signal() == SignalClass.TRAFFIC || to.signal() == SignalClass.TRAFFIC) {
            return Optional.empty();
        }
        EntityId cause = topology.nodeOf(from.entity());
        EntityId effect = topology.nodeOf(to.entity());
        return detection.episodes().stream()
                .filter(other -> other.signal() == SignalClass.TRAFFIC && other.direction() == Direction.UP)
                .filter(other -> !Symptoms.isOutgoing(other) && !Symptoms.isQuery(other))
                .filter(other -> {
                    EntityId node = topology.nodeOf(other.entity());
                    return node.equals(cause) || node.equals(effect);
                })
                .filter(other ->
                        !other.onset().isAfter(from.onset()) && !other.onset().isAfter(to.onset()))
                .filter(other -> Duration.between(other.onset(), from.onset()).compareTo(config.maxLag()) <= 0)
                .findFirst();
    }

    private static Reason surgeReason(Episode surge) {
        return Reason.of("traffic-surge", "More traffic came first and may explain both: " + EpisodeText.summary(surge))
                .with("ratio", surge.effect().ratio())
                .from(surge.id());
    }

    private Reason noSurge(Episode from, Episode to) {
        EntityId node = topology.nodeOf(to.entity());
        Instant start = from.onset().isBefore(to.onset()) ? from.onset() : to.onset();
        TimeWindow during = new TimeWindow(start, start.plus(config.maxLag()));
        double ratio = 0;
        for (Deviations other : detection.deviations().values()) {
            if (other.key().metric().equals(Metrics.REQUEST_COUNT)
                    && topology.nodeOf(other.key().entity()).equals(node)) {
                ratio = Math.max(ratio, other.ratioWithin(during));
            }
        }
        return ratio == 0
                ? Reason.of(
                        "traffic-unknown", "Traffic is not known, so that it cannot be ruled out as the cause of both")
                : Reason.of(
                                "no-traffic-surge",
                                "Traffic does not explain it: at most " + Figures.percent(ratio)
                                        + " of the usual on any operation of " + topology.nameOf(node))
                        .with("trafficRatio", ratio);
    }

    private static int sign(Episode episode) {
        return episode.direction() == Direction.UP ? 1 : -1;
    }

    private Endpoint endpoint(Episode episode) {
        String label = topology.nameOf(topology.nodeOf(episode.entity())) + ": " + EpisodeText.subject(episode);
        return new Endpoint(Endpoint.Kind.EPISODE, episode.id(), episode.entity(), label, episode.onset());
    }
}
