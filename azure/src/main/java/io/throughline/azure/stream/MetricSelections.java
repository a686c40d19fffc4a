package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricDefinitions;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.SourceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics resources have, asked once for each type and kind: of what a kind stands for (DTU or vCore, serverless,
 * function app) depends which there are. Kept for a day, a refusal for an hour. Thread-safe.
 */
final class MetricSelections {

    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration FRESH_REFUSAL = Duration.ofHours(1);
    /** Resources of a kind that are asked until one answers: some may be gone since the inventory was listed. */
    private static final int MOST_TRIES = 3;

    private final MetricDefinitions definitions;
    private final Clock clock;
    private final Map<Kind, Known> known = new HashMap<>();

    MetricSelections(MetricDefinitions definitions, Clock clock) {
        this.definitions = definitions;
        this.clock = clock;
    }

    /** What resources have in common that have the same metrics. */
    record Kind(String type, String kind) implements Comparable<Kind> {

        static Kind of(AzureResource resource) {
            String kind = resource.kind();
            return new Kind(resource.type(), kind == null ? "" : kind.toLowerCase(Locale.ROOT));
        }

        @Override
        public int compareTo(Kind other) {
            int order = type.compareTo(other.type);
            return order != 0 ? order : kind.compareTo(other.kind);
        }
    }

    private record Known(MetricSelection selection, Instant until) {}

    /** Returns what to read of resources of a kind, of which there is at least one. */
    synchronized MetricSelection of(Kind kind, List<AzureResource> resources) {
        Instant now = clock.instant();
        Known before = known.get(kind);
        if (before != null && now.isBefore(before.until())) {
            return before.selection();
        }
        Known asked = ask(kind.type(), resources, now);
        known.put(kind, asked);
        return asked.selection();
    }

    private Known ask(String type, List<AzureResource> resources, Instant now) {
        SourceException last = null;
        for (int i = 0; i < Math.min(MOST_TRIES, resources.size()); i++) {
            try {
                return new Known(
                        MetricSelection.of(type, definitions.of(resources.get(i).id())), now.plus(FRESH));
            } catch (NotFoundException e) {
                last = e;
            } catch (PermissionException | QueryRejectedException | MalformedResponseException e) {
                last = e;
                break;
            }
        }
        return new Known(MetricSelection.unseen(type, words(last)), now.plus(FRESH_REFUSAL));
    }

    private static String words(@Nullable SourceException refusal) {
        return refusal == null ? "no resource" : String.valueOf(refusal.getMessage());
    }
}
