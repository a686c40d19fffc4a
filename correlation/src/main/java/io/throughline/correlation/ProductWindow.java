package io.throughline.correlation;

import io.throughline.core.config.Product;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.EntityRegistry.Memberships;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a product's part of the store: its members, and what they call, each entity's series once. */
final class ProductWindow {

    /** How far from a member a callee may be and still be read. */
    private static final int HOPS = 2;

    private final TelemetryStore store;
    private final EntityRegistry registry;
    private final Freshness freshness;
    private final Product product;

    ProductWindow(TelemetryStore store, EntityRegistry registry, Freshness freshness, Product product) {
        this.store = store;
        this.registry = registry;
        this.freshness = freshness;
        this.product = product;
    }

    /** Reads what was known at an instant, or all that is known if there is none. */
    TelemetryWindow read(TimeWindow span, TimeWindow focus, @Nullable Instant knownAt) {
        // Entities do not depend on the window, so a window of no width to speak of brings them without any point.
        TimeWindow instant = new TimeWindow(span.to().minusMillis(1), span.to());
        List<Entity> known = store.read(new WindowQuery(instant, null, knownAt)).entities();
        Memberships memberships = registry.resolve(known, span.to());

        Map<EntityId, Entity> entities = new TreeMap<>();
        Map<SeriesKey, Series> series = new TreeMap<>();
        Map<String, Event> events = new TreeMap<>();
        Set<Dependency> dependencies = new LinkedHashSet<>();
        Completeness completeness = Completeness.none();

        Set<EntityId> seen = new TreeSet<>();
        Set<EntityId> next = members(memberships);
        for (int hop = 0; hop <= HOPS && !next.isEmpty(); hop++) {
            WindowContent content = store.read(new WindowQuery(span, next, knownAt));
            seen.addAll(next);
            content.entities().forEach(entity -> entities.put(entity.id(), entity));
            content.series().forEach(one -> series.put(one.key(), one));
            content.events().forEach(event -> events.put(event.id(), event));
            dependencies.addAll(content.dependencies());
            completeness = completeness.merge(content.completeness());
            next = callees(content.dependencies(), seen);
        }
        return new TelemetryWindow(
                span,
                focus,
                List.copyOf(entities.values()),
                List.copyOf(series.values()),
                List.copyOf(events.values()),
                List.copyOf(dependencies),
                memberships,
                freshness.judge(completeness, Silence.of(store, completeness, span.to(), knownAt), span),
                knownAt);
    }

    private Set<EntityId> members(Memberships memberships) {
        Set<EntityId> members = new TreeSet<>(memberships.membersOf(product.id()));
        product.services().forEach(service -> members.addAll(memberships.membersOf(service.id())));
        return members;
    }

    private static Set<EntityId> callees(List<Dependency> dependencies, Set<EntityId> seen) {
        Set<EntityId> callees = new TreeSet<>();
        for (Dependency dependency : dependencies) {
            if (seen.contains(dependency.caller()) && !seen.contains(dependency.callee())) {
                callees.add(dependency.callee());
            }
        }
        return callees;
    }
}
