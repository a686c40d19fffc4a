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
        EpisodePairs pairs = new EpisodePairs(config, topology, detection);
        List<Episode> episodes = detection.episodes();
        Set<String> speakers = Speakers.of(episodes, topology);
        for (Episode from : episodes) {
            for (Episode to : episodes) {
                boolean within = topology.nodeOf(from.entity()).equals(topology.nodeOf(to.entity()));
                if (within || (speakers.contains(from.id()) && speakers.contains(to.id()))) {
                    pairs.test(from, to).ifPresent(findings::add);
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
        double[] q = FalseDiscovery.qValues(p, p.length);
        List<Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            correlations.add(findings.get(i).correlation(Math.min(1, q[i]), q.length, config));
        }
        List<Correlation> judged = new ArrayList<>(new SharedCauses(correlations).judge());
        judged.sort(null);
        return judged;
    }
}
