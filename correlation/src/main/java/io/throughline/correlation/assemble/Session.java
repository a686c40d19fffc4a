package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.Episode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together, before anything is said about why.
 *
 * @param id stable id, made of the service hit first and when
 * @param start onset of the first symptom, UTC
 * @param end when the last symptom was back to normal, UTC, or null while one is not
 * @param products products concerned, sorted
 * @param nodes services and other nodes with episodes, the one hit worst first
 * @param episodes by onset
 * @param symptoms those of the episodes that users notice, by onset; never empty
 * @param events that belong to it, by time
 * @param correlations between its members, by time
 * @param timeline what happened, in order
 */
public record Session(
        String id,
        Instant start,
        @Nullable Instant end,
        List<EntityId> products,
        List<EntityId> nodes,
        List<Episode> episodes,
        List<Episode> symptoms,
        List<Event> events,
        List<Correlation> correlations,
        List<TimelineEntry> timeline) {

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(start, "start");
        products = List.copyOf(products);
        nodes = List.copyOf(nodes);
        episodes = List.copyOf(episodes);
        symptoms = List.copyOf(symptoms);
        events = List.copyOf(events);
        correlations = List.copyOf(correlations);
        timeline = List.copyOf(timeline);
        if (symptoms.isEmpty()) {
            throw new IllegalArgumentException("session " + id + " must have a symptom");
        }
    }
}
