package io.throughline.core.telemetry.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tracker's item. The header's start is its creation, its end the resolution or, while open, the last update.
 *
 * @param header what all events have
 * @param key the key people use, for example {@code OPS-17}
 * @param type the tracker's type: {@code Incident}, {@code Bug}…
 * @param status the current status as the tracker names it
 * @param category what the status means
 * @param priority the priority as the tracker names it, or null
 * @param description the text, plain, cut to a bounded length by the source, or null
 * @param labels labels, sorted
 * @param components components, sorted
 * @param resolvedAt when it was resolved, UTC, or null
 * @param transitions changes of status, by time
 */
public record Ticket(
        EventHeader header,
        String key,
        String type,
        String status,
        StatusCategory category,
        @Nullable String priority,
        @Nullable String description,
        List<String> labels,
        List<String> components,
        @Nullable Instant resolvedAt,
        List<Transition> transitions)
        implements Event {

    /** What a status means, whatever it is called. */
    public enum StatusCategory {
        TO_DO,
        IN_PROGRESS,
        DONE,
        UNKNOWN
    }

    /**
     * A change of status.
     *
     * @param at when, UTC
     * @param from the earlier status, or null if unknown
     * @param to the later status
     */
    public record Transition(Instant at, @Nullable String from, String to) {
        public Transition {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(to, "to");
        }
    }

    public Ticket {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(category, "category");
        labels = labels.stream().sorted().toList();
        components = components.stream().sorted().toList();
        transitions = List.copyOf(transitions);
    }

    @Override
    public EventKind kind() {
        return EventKind.TICKET;
    }
}
