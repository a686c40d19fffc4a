package io.throughline.correlation.assemble;

import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts episodes together that say the same of one node at one time: ten operations that are slow are one line. */
final class EpisodeGroups {

    private static final Duration TOGETHER = Duration.ofMinutes(5);

    private final Topology topology;

    EpisodeGroups(Topology topology) {
        this.topology = topology;
    }

    /** Episodes that are alike, by onset. */
    record Group(List<Episode> members) {

        Group {
            members = List.copyOf(members);
        }

        int size() {
            return members.size();
        }

        Episode farthest() {
            return members.stream()
                    .max(Comparator.comparingDouble((Episode episode) -> Math.abs(StrictMath.log(
                                    Math.max(1e-9, episode.effect().ratio()))))
                            .thenComparing(Episode::id))
                    .orElseThrow();
        }

        /** When the last was back to normal, or null while one is not. */
        @Nullable
        Instant end() {
            Instant last = Instant.MIN;
            for (Episode member : members) {
                Instant end = member.end();
                if (end == null) {
                    return null;
                }
                last = end.isAfter(last) ? end : last;
            }
            return last;
        }
    }

    List<Group> of(List<Episode> episodes) {
        TreeMap<String, List<List<Episode>>> alike = new TreeMap<>();
        for (Episode episode : episodes.stream().sorted().toList()) {
            List<List<Episode>> groups = alike.computeIfAbsent(name(episode), key -> new ArrayList<>());
            List<Episode> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last == null
                    || Duration.between(last.get(0).onset(), episode.onset()).compareTo(TOGETHER) > 0) {
                last = new ArrayList<>();
                groups.add(last);
            }
            last.add(episode);
        }
        return alike.values().stream().flatMap(List::stream).map(Group::new).toList();
    }

    private String name(Episode episode) {
        return topology.nodeOf(episode.entity()) + "|" + episode.entity().system() + "|"
                + episode.series().metric() + "|" + episode.direction() + "|"
                + Symptoms.target(episode).map(Object::toString).orElse("");
    }
}
