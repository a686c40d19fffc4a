package io.throughline.core.telemetry.window;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine reads: the entities, series, events and dependencies of a scope over an interval, and who belongs to
 * which service. All lists are sorted, so that equal content is equal whatever the order it was read in.
 *
 * @param span all of the event time that was read: history for baselines, and the focus
 * @param focus the part of the span that is asked about; it ends where the span ends
 * @param entities by ascending id
 * @param series by ascending key, points within the span only
 * @param events that touch the span, by {@link Event#ORDER}
 * @param dependencies whose window overlaps the span, sorted
 * @param memberships which entities belong to which services and products
 * @param completeness what is known about how much of it arrived
 * @param knownAt the instant as of which it is told, UTC: nothing that became known later is in it; null if it holds all
 *     that is known
 */
public record TelemetryWindow(
        TimeWindow span,
        TimeWindow focus,
        List<Entity> entities,
        List<Series> series,
        List<Event> events,
        List<Dependency> dependencies,
        EntityRegistry.Memberships memberships,
        Completeness completeness,
        @Nullable Instant knownAt) {

    /** Creates a window of all that is known. */
    public TelemetryWindow(
            TimeWindow span,
            TimeWindow focus,
            List<Entity> entities,
            List<Series> series,
            List<Event> events,
            List<Dependency> dependencies,
            EntityRegistry.Memberships memberships,
            Completeness completeness) {
        this(span, focus, entities, series, events, dependencies, memberships, completeness, null);
    }

    public TelemetryWindow {
        Objects.requireNonNull(memberships, "memberships");
        Objects.requireNonNull(completeness, "completeness");
        if (focus.from().isBefore(span.from()) || !focus.to().equals(span.to())) {
            throw new IllegalArgumentException("focus " + focus + " must be the end of span " + span);
        }
        entities = entities.stream().sorted(Comparator.comparing(Entity::id)).toList();
        series = series.stream().sorted(Comparator.comparing(Series::key)).toList();
        events = events.stream().sorted(Event.ORDER).toList();
        dependencies = dependencies.stream().sorted().toList();
    }
}
