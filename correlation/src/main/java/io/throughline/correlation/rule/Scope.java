package io.throughline.correlation.rule;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.topology.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which entities a selector means, and which stand to each other as a companion asks. */
final class Scope {

    private final Topology topology;
    private final Map<EntityId, Entity> entities = new TreeMap<>();

    Scope(TelemetryWindow window, Topology topology) {
        this.topology = topology;
        window.entities().forEach(entity -> entities.put(entity.id(), entity));
    }

    String nameOf(EntityId entity) {
        return topology.nameOf(entity);
    }

    int count(Selector selector) {
        return (int)
                entities.keySet().stream().filter(id -> selects(selector, id)).count();
    }

    boolean selects(Selector selector, EntityId id) {
        Entity entity = entities.get(id);
        Glob name = Glob.of(selector.name());
        String environment = selector.environment();
        return (selector.kinds().isEmpty() || selector.kinds().contains(topology.kindOf(id)))
                && (name.fits(topology.nameOf(id)) || name.fits(id.key()))
                && belongs(selector, id)
                && (environment == null || (entity != null && environment.equalsIgnoreCase(entity.environment())))
                && has(selector.attributes(), entity == null ? Attributes.empty() : entity.attributes());
    }

    private boolean belongs(Selector selector, EntityId id) {
        if (selector.service() == null) {
            return true;
        }
        String key = topology.nodeOf(id).key();
        return key.substring(key.lastIndexOf('/') + 1).equalsIgnoreCase(selector.service());
    }

    static boolean has(Map<String, String> wanted, Attributes attributes) {
        return wanted.entrySet().stream()
                .allMatch(entry -> attributes.text(entry.getKey()).equals(Optional.of(entry.getValue())));
    }

    boolean together(Companion.Place place, EntityId first, EntityId other) {
        return switch (place) {
            case SAME_ENTITY -> first.equals(other);
            case SAME_SERVICE -> topology.nodeOf(first).equals(topology.nodeOf(other));
            case CONNECTED -> topology.hops(topology.nodeOf(first), topology.nodeOf(other)) <= 1;
            case SAME_PRODUCT -> shareProduct(first, other);
            case ANYWHERE -> true;
        };
    }

    private boolean shareProduct(EntityId first, EntityId other) {
        TreeSet<EntityId> products = new TreeSet<>(topology.productsOf(first));
        products.retainAll(topology.productsOf(other));
        return first.equals(other) || !products.isEmpty();
    }
}
