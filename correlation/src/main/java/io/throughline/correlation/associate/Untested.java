package io.throughline.correlation.associate;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what an episode might have been related to and is not: series that the topology connects with it, in which nothing
 * happened near enough to be looked at. Each was a chance to be misled, so significance is corrected for it as well; only
 * to count the pairs that happened to lie near each other would make of every accident a finding.
 */
final class Untested {

    private final Topology topology;
    private final Hypotheses hypotheses;
    private final int maxHops;
    private final Map<EntityId, List<Hypotheses.Side>> byNode = new TreeMap<>();
    private final Map<String, Set<SeriesKey>> tested = new TreeMap<>();

    Untested(Topology topology, Hypotheses hypotheses, int maxHops, Detection detection) {
        this.topology = topology;
        this.hypotheses = hypotheses;
        this.maxHops = maxHops;
        for (Deviations deviations : detection.deviations().values()) {
            Hypotheses.Side side = hypotheses.side(deviations);
            byNode.computeIfAbsent(side.node(), key -> new ArrayList<>()).add(side);
        }
    }

    void tested(Episode from, Episode to) {
        tested.computeIfAbsent(from.id(), key -> new TreeSet<>()).add(to.series());
        tested.computeIfAbsent(to.id(), key -> new TreeSet<>()).add(from.series());
    }

    int count(List<Episode> episodes, Set<String> speakers) {
        int count = 0;
        for (Episode episode : episodes) {
            Hypotheses.Side own = hypotheses.side(episode);
            Set<SeriesKey> seen = tested.getOrDefault(episode.id(), Set.of());
            boolean speaks = speakers.contains(episode.id());
            for (Map.Entry<EntityId, List<Hypotheses.Side>> node : byNode.entrySet()) {
                boolean within = node.getKey().equals(own.node());
                if (within || (speaks && topology.hops(own.node(), node.getKey()) <= maxHops)) {
                    for (Hypotheses.Side other : node.getValue()) {
                        boolean asked = hypotheses.distance(own, other) >= 0 || hypotheses.distance(other, own) >= 0;
                        if (asked && !other.series().equals(own.series()) && !seen.contains(other.series())) {
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }
}
