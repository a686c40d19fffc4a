package io.throughline.correlation;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together: symptoms that users met, what moved with them, what people and tools said, and why it probably
 * happened.
 *
 * @param id stable id; the same while the window slides over the incident
 * @param title one line for people
 * @param start onset of its first symptom, UTC
 * @param end when the last symptom was back to normal, UTC, or null while one is not
 * @param products products concerned, sorted
 * @param services services concerned (or entities, where they belong to none), the one hit worst first
 * @param episodes by onset
 * @param events alerts, tickets, error issues, changes and others that belong to it, by time
 * @param correlations links between its members
 * @param timeline what happened, in order
 * @param rootCauses candidates, most probable first; never empty
 * @param ruledOut what was looked at and is no cause
 */
public record Incident(
        String id,
        String title,
        Instant start,
        @Nullable Instant end,
        List<EntityId> products,
        List<EntityId> services,
        List<Episode> episodes,
        List<Event> events,
        List<Correlation> correlations,
        List<TimelineEntry> timeline,
        List<RootCause> rootCauses,
        List<RuledOut> ruledOut)
        implements Comparable<Incident> {

    public Incident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(start, "start");
        products = products.stream().sorted().toList();
        services = List.copyOf(services);
        episodes = episodes.stream().sorted().toList();
        events = events.stream().sorted(Event.ORDER).toList();
        correlations = correlations.stream().sorted().toList();
        timeline = timeline.stream().sorted().toList();
        rootCauses = List.copyOf(rootCauses);
        ruledOut = List.copyOf(ruledOut);
        if (rootCauses.isEmpty()) {
            throw new IllegalArgumentException("incident " + id + " must have a root cause, if only UNKNOWN");
        }
    }

    /** Tells whether a symptom was still there where the data end. */
    public boolean isOpen() {
        return end == null;
    }

    /** Orders by start, then by id. */
    @Override
    public int compareTo(Incident other) {
        int order = start.compareTo(other.start);
        return order != 0 ? order : id.compareTo(other.id);
    }
}
