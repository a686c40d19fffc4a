package io.throughline.correlation.associate;

import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.topology.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses which episodes are compared between nodes. Operations of one service that leave their normal together would be
 * compared with all those of another, product by product, and say the same each time: the first of each sort, of those
 * that began together the one that went farthest, speaks for them.
 */
final class Speakers {

    private Speakers() {}

    static Set<String> of(List<Episode> episodes, Topology topology) {
        Comparator<Episode> order = Comparator.comparing(Episode::onset)
                .thenComparing(Comparator.comparingDouble(
                                (Episode episode) -> Math.abs(episode.effect().deviations()))
                        .reversed())
                .thenComparing(Episode::id);
        TreeMap<String, Episode> first = new TreeMap<>();
        for (Episode episode : episodes) {
            // Two hours apart they are not the same story.
            String sort = topology.nodeOf(episode.entity()) + "|"
                    + episode.entity().system() + "|" + episode.series().metric() + "|" + episode.direction() + "|"
                    + episode.onset().getEpochSecond() / 7200;
            first.merge(sort, episode, (a, b) -> order.compare(a, b) <= 0 ? a : b);
        }
        TreeSet<String> ids = new TreeSet<>();
        first.values().forEach(episode -> ids.add(episode.id()));
        return ids;
    }
}
