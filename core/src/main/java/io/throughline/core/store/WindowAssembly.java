package io.throughline.core.store;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins what several streams say into the content of a window, for those who implement {@link TelemetryStore}. Where
 * streams speak of the same thing, the first by name wins:
 *
 * <ul>
 *   <li>an entity takes kind, name and provenance from it; product, environment and each attribute from the first that
 *       has one;
 *   <li>pieces of one series are joined; of points at the same time its point stays. If the pieces differ in their step,
 *       the joined series has none;
 *   <li>of edges between the same ends, with the same protocol and window, its edge stays.
 * </ul>
 *
 * Not thread-safe.
 */
public final class WindowAssembly {

    private final Map<EntityId, TreeMap<String, Entity>> entities = new TreeMap<>();
    private final Map<SeriesKey, TreeMap<String, List<Series>>> series = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final TreeMap<Dependency, TreeMap<String, Dependency>> dependencies = new TreeMap<>();

    /** Takes what a stream says of an entity. */
    public void entity(String stream, Entity entity) {
        entities.computeIfAbsent(entity.id(), id -> new TreeMap<>()).put(stream, entity);
    }

    /** Takes a piece of a series as a stream delivered it, points in the window only. */
    public void series(String stream, Series piece) {
        series.computeIfAbsent(piece.key(), key -> new TreeMap<>())
                .computeIfAbsent(stream, name -> new ArrayList<>())
                .add(piece);
    }

    /** Takes an event. */
    public void event(Event event) {
        events.add(event);
    }

    /** Takes an edge as a stream delivered it. */
    public void dependency(String stream, Dependency dependency) {
        dependencies.computeIfAbsent(dependency, edge -> new TreeMap<>()).put(stream, dependency);
    }

    /** Returns the joined content. */
    public WindowContent build(Completeness completeness) {
        List<Series> joinedSeries = new ArrayList<>(series.size());
        for (TreeMap<String, List<Series>> ofKey : series.values()) {
            List<Series> pieces = ofKey.values().stream().flatMap(List::stream).toList();
            Series joined = SeriesJoin.join(pieces);
            if (joined.size() > 0) {
                joinedSeries.add(joined);
            }
        }
        events.sort(Event.ORDER);
        return new WindowContent(
                entities.values().stream()
                        .map(byStream -> join(List.copyOf(byStream.values())))
                        .toList(),
                joinedSeries,
                events,
                dependencies.values().stream()
                        .map(byStream -> byStream.firstEntry().getValue())
                        .toList(),
                completeness);
    }

    private static Entity join(List<Entity> byPriority) {
        Entity first = byPriority.get(0);
        if (byPriority.size() == 1) {
            return first;
        }
        String product = null;
        String environment = null;
        Attributes.Builder attributes = Attributes.builder();
        for (int i = byPriority.size() - 1; i >= 0; i--) {
            Entity entity = byPriority.get(i);
            product = entity.product() != null ? entity.product() : product;
            environment = entity.environment() != null ? entity.environment() : environment;
            attributes.putAll(entity.attributes());
        }
        return new Entity(
                first.id(), first.kind(), first.name(), product, environment, attributes.build(), first.provenance());
    }
}
