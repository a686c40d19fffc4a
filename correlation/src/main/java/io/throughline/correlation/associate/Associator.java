package io.throughline.correlation.associate;

import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.statistics.FalseDiscovery;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Second stage: episodes and changes to correlations. Only pairs are tested that the topology gives a way, in the
 * direction of that way; all that were tested are returned. Immutable, thread-safe, pure.
 */
public final class Associator {

    private final AssociationConfig config;

    /** Makes an associator. */
    public Associator(AssociationConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns every tested pair with its verdict, by time. */
    public List<Correlation> associate(TelemetryWindow window, Topology topology, Detection detection) {
        List<Finding> findings = new ArrayList<>();
        Hypotheses hypotheses = new Hypotheses(topology, config.maxHops());
        EpisodePairs pairs = new EpisodePairs(config, topology, detection, hypotheses);
        Untested untested = new Untested(topology, hypotheses, config.maxHops(), detection);
        List<Episode> episodes = detection.episodes();
        Set<String> speakers = Speakers.of(episodes, topology);
        for (Episode from : episodes) {
            for (Episode to : episodes) {
                boolean within = topology.nodeOf(from.entity()).equals(topology.nodeOf(to.entity()));
                if (within || (speakers.contains(from.id()) && speakers.contains(to.id()))) {
                    pairs.test(from, to).ifPresent(finding -> {
                        findings.add(finding);
                        untested.tested(from, to);
                    });
                }
            }
        }
        ChangePairs changes = new ChangePairs(config, topology, window);
        for (Event event : window.events()) {
            if (event instanceof Change change) {
                episodes.forEach(episode -> changes.test(change, episode).ifPresent(findings::add));
            }
        }
        double[] p = findings.stream().mapToDouble(Finding::pValue).toArray();
        int tested = p.length + untested.count(episodes, speakers);
        double[] q = FalseDiscovery.qValues(p, tested);
        List<Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            correlations.add(findings.get(i).correlation(Math.min(1, q[i]), tested, config));
        }
        List<Correlation> judged = new ArrayList<>(new SharedCauses(correlations).judge());
        judged.sort(null);
        return judged;
    }

    /**
     * Returns over how many hops one episode may have caused another, 0 within a node; -1 if the topology gives no way in
     * that direction, or none that is short enough.
     */
    public int distance(Topology topology, Episode from, Episode to) {
        Hypotheses hypotheses = new Hypotheses(topology, config.maxHops());
        return hypotheses.distance(hypotheses.side(from), hypotheses.side(to));
    }
}
