package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityRegistry.Memberships;
import io.throughline.core.telemetry.Metrics;
import io.throughline.correlation.detect.Episode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The episodes that tell the story. When a database slows down, forty series leave their baseline: every operation, and
 * every call to it. For each service and sort of signal one of them stands for the others, the one that went farthest;
 * a page shows these, and the others when asked.
 */
final class KeySignals {

    private static final Comparator<Episode> FARTHEST = Comparator.comparingDouble((Episode episode) ->
                    Math.abs(Math.log(Math.max(1e-9, episode.effect().ratio()))))
            .thenComparing(Episode::compareTo);

    private final Set<String> ids;

    private KeySignals(Set<String> ids) {
        this.ids = ids;
    }

    static KeySignals of(List<Episode> episodes, Memberships memberships) {
        Map<String, Episode> farthest = new TreeMap<>();
        for (Episode episode : episodes) {
            String sort = sort(episode);
            if (sort != null) {
                String key = node(episode.entity(), memberships) + " " + sort;
                farthest.merge(key, episode, (a, b) -> FARTHEST.compare(a, b) >= 0 ? a : b);
            }
        }
        // Where only unusual metrics moved, they are the story.
        return new KeySignals((farthest.isEmpty() ? episodes : farthest.values())
                .stream().map(Episode::id).collect(Collectors.toSet()));
    }

    boolean contains(String episodeId) {
        return ids.contains(episodeId);
    }

    private static EntityId node(EntityId entity, Memberships memberships) {
        return memberships.targetsOf(entity).stream()
                .filter(target -> target.type().equals("service"))
                .findFirst()
                .orElse(entity);
    }

    /** Returns the sort of a signal that a person knows without the vendor's manual, or null. */
    private static @Nullable String sort(Episode episode) {
        return switch (episode.series().metric()) {
            case Metrics.REQUEST_DURATION,
                    Metrics.REQUEST_COUNT,
                    Metrics.REQUEST_FAILURES,
                    Metrics.QUERY_DURATION_MEAN,
                    Metrics.CPU_UTILIZATION,
                    Metrics.MEMORY_UTILIZATION,
                    Metrics.CONNECTIONS_ACTIVE -> episode.series().metric();
            case Metrics.ERROR_COUNT ->
                episode.series().metric() + episode.entity().system();
            default -> null;
        };
    }
}
