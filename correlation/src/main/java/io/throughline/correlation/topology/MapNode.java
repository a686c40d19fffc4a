package io.throughline.correlation.topology;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A thing on the map: a service with all the vendors' entities that belong to it, or an entity that belongs to none.
 *
 * @param id the service, or the entity itself
 * @param kind what sort of thing
 * @param name short, for people
 * @param environment the environment that its entities agree on, or null
 * @param products the products it belongs to, sorted
 * @param members the vendors' entities joined in it, sorted; itself for one that stands alone
 * @param calls calls that others made to it in the interval
 * @param failures failed ones among them
 * @param latency durations of those calls as their callers saw them, seconds
 */
public record MapNode(
        EntityId id,
        EntityKind kind,
        String name,
        @Nullable String environment,
        SortedSet<EntityId> products,
        SortedSet<EntityId> members,
        long calls,
        long failures,
        ExponentialHistogram latency) {

    public MapNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        products = Collections.unmodifiableSortedSet(new TreeSet<>(products));
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
        Objects.requireNonNull(latency, "latency");
    }
}
