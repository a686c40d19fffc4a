package io.throughline.core.source;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** A sink that keeps what it takes, until a store writes it. Not thread-safe. */
public final class TelemetryBatch implements TelemetrySink {

    private final TreeMap<EntityId, Entity> entities = new TreeMap<>();
    private final List<Series> series = new ArrayList<>();
    private final TreeMap<String, Event> events = new TreeMap<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final TreeMap<String, SetAside> setAside = new TreeMap<>();

    @Override
    public void entity(Entity entity) {
        entities.put(entity.id(), entity);
    }

    @Override
    public void series(Series piece) {
        if (piece.size() > 0) {
            series.add(piece);
        }
    }

    @Override
    public void event(Event event) {
        events.put(event.id(), event);
    }

    @Override
    public void dependency(Dependency dependency) {
        dependencies.add(dependency);
    }

    @Override
    public void setAside(SetAside record) {
        setAside.put(record.vendorId(), record);
    }

    /** Returns the entities by ascending id. */
    public Collection<Entity> entities() {
        return Collections.unmodifiableCollection(entities.values());
    }

    /** Returns the pieces of series in the order they came. */
    public List<Series> series() {
        return Collections.unmodifiableList(series);
    }

    /** Returns the events by ascending id. */
    public Collection<Event> events() {
        return Collections.unmodifiableCollection(events.values());
    }

    /** Returns the edges in the order they came. */
    public List<Dependency> dependencies() {
        return Collections.unmodifiableList(dependencies);
    }

    /** Returns the records that could not be taken, by ascending vendor id; they count as no rows. */
    public Collection<SetAside> setAside() {
        return Collections.unmodifiableCollection(setAside.values());
    }

    /** Returns the number of rows: entities, points, events and edges. */
    public long rows() {
        return entities.size() + series.stream().mapToLong(Series::size).sum() + events.size() + dependencies.size();
    }
}
