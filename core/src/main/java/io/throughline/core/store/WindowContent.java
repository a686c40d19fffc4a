package io.throughline.core.store;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Event;
import java.util.List;

/**
 * What a store holds of a window.
 *
 * @param entities all entities in scope, whenever they were seen; one an id, joined from all streams that speak of it
 * @param series by ascending key, points in the window only
 * @param events that touch the window, in {@link Event#ORDER}
 * @param dependencies whose window overlaps, sorted
 * @param completeness what is known about how much arrived
 */
public record WindowContent(
        List<Entity> entities,
        List<Series> series,
        List<Event> events,
        List<Dependency> dependencies,
        Completeness completeness) {

    public WindowContent {
        entities = List.copyOf(entities);
        series = List.copyOf(series);
        events = List.copyOf(events);
        dependencies = List.copyOf(dependencies);
    }
}
