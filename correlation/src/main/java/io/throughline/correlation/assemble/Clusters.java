package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Groups episodes by time and topology. What is slow or fails links groups; resources, traffic and other signals only
 * join one, so that a day of full memory does not make one incident of two.
 */
final class Clusters {

    private final AssemblyConfig config;
    private final Topology topology;

    Clusters(AssemblyConfig config, Topology topology) {
        this.config = config;
        this.topology = topology;
    }

    /** Returns groups of episodes, each by onset, the groups by their first onset. */
    List<List<Episode>> of(List<Episode> episodes) {
        List<Episode> linking = episodes.stream().filter(Clusters::links).toList();
        int[] group = new int[linking.size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        for (int i = 0; i < group.length; i++) {
            for (int j = 0; j < i; j++) {
                if (near(linking.get(j), linking.get(i)) && connected(linking.get(j), linking.get(i))) {
                    union(group, i, j);
                }
            }
        }
        TreeMap<Integer, List<Episode>> groups = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            groups.computeIfAbsent(root(group, i), key -> new ArrayList<>()).add(linking.get(i));
        }
        List<List<Episode>> clusters = new ArrayList<>(groups.values());
        episodes.stream().filter(episode -> !links(episode)).forEach(episode -> join(clusters, episode));
        clusters.forEach(cluster -> cluster.sort(null));
        return clusters;
    }

    private static boolean links(Episode episode) {
        boolean bad = episode.signal() == SignalClass.LATENCY || episode.signal() == SignalClass.ERRORS;
        return bad && episode.direction() == Direction.UP && episode.kind().movesFigure();
    }

    /** Adds the episode to the group that it lies nearest to in time, if one is connected and near. */
    private void join(List<List<Episode>> clusters, Episode episode) {
        List<Episode> best = null;
        Duration least = config.lead();
        for (List<Episode> cluster : clusters) {
            boolean belongs = cluster.stream()
                    .filter(Clusters::links)
                    .anyMatch(member -> near(member, episode) && connected(member, episode));
            Duration distance =
                    Duration.between(episode.onset(), first(cluster)).abs();
            if (belongs && distance.compareTo(least) <= 0) {
                best = cluster;
                least = distance;
            }
        }
        if (best != null) {
            best.add(episode);
        }
    }

    private static Instant first(List<Episode> cluster) {
        return cluster.stream()
                .filter(Clusters::links)
                .map(Episode::onset)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Tells whether two episodes overlap, or only a short quiet time lies between. */
    private boolean near(Episode first, Episode second) {
        Episode earlier = first.onset().isAfter(second.onset()) ? second : first;
        Episode later = earlier.equals(first) ? second : first;
        Instant end = earlier.end();
        return end == null || !later.onset().isAfter(end.plus(config.gap()));
    }

    private boolean connected(Episode first, Episode second) {
        EntityId a = topology.nodeOf(first.entity());
        EntityId b = topology.nodeOf(second.entity());
        return topology.hops(a, b) <= config.maxHops();
    }

    private static int root(int[] group, int index) {
        int at = index;
        while (group[at] != at) {
            at = group[at];
        }
        return at;
    }

    private static void union(int[] group, int first, int second) {
        int a = root(group, first);
        int b = root(group, second);
        // The earlier episode names the group, so that groups come out in order.
        group[Math.max(a, b)] = Math.min(a, b);
    }
}
