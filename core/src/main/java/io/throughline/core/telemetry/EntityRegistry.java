package io.throughline.core.telemetry;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins vendors' entities to services and products, by explicit mapping only, when a window is read. Nothing stored
 * changes when the mapping does.
 */
public final class EntityRegistry {

    private final List<EntityMapping> mappings;

    private EntityRegistry(List<EntityMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /** Returns a registry of the given mappings. */
    public static EntityRegistry of(Collection<EntityMapping> mappings) {
        return new EntityRegistry(List.copyOf(mappings));
    }

    /** Returns the mappings in the order they were given. */
    public List<EntityMapping> mappings() {
        return mappings;
    }

    /** Returns who belongs to what among the given entities at an instant. */
    public Memberships resolve(Collection<Entity> entities, Instant at) {
        SortedMap<EntityId, SortedSet<EntityId>> targets = new TreeMap<>();
        SortedMap<EntityId, SortedSet<EntityId>> members = new TreeMap<>();
        for (EntityMapping mapping : mappings) {
            if (mapping.validFrom().isAfter(at)) {
                continue;
            }
            members.computeIfAbsent(mapping.target(), id -> new TreeSet<>());
            for (Entity entity : entities) {
                if (mapping.selector().matches(entity)) {
                    members.get(mapping.target()).add(entity.id());
                    targets.computeIfAbsent(entity.id(), id -> new TreeSet<>()).add(mapping.target());
                }
            }
        }
        return new Memberships(targets, members);
    }

    /**
     * Who belongs to what at one instant.
     *
     * @param targets for each joined entity the services and products it belongs to
     * @param members for each service and product its entities; empty for one whose entities were not seen
     */
    public record Memberships(
            SortedMap<EntityId, SortedSet<EntityId>> targets, SortedMap<EntityId, SortedSet<EntityId>> members) {

        public Memberships {
            targets = frozen(targets);
            members = frozen(members);
        }

        /** Returns the services and products that an entity belongs to; empty if it is not mapped. */
        public Set<EntityId> targetsOf(EntityId entity) {
            return targets.getOrDefault(entity, Collections.emptySortedSet());
        }

        /** Returns the entities of a service or product; empty if there are none. */
        public Set<EntityId> membersOf(EntityId target) {
            return members.getOrDefault(target, Collections.emptySortedSet());
        }

        private static SortedMap<EntityId, SortedSet<EntityId>> frozen(Map<EntityId, SortedSet<EntityId>> map) {
            TreeMap<EntityId, SortedSet<EntityId>> copy = new TreeMap<>();
            map.forEach((key, value) -> copy.put(key, Collections.unmodifiableSortedSet(new TreeSet<>(value))));
            return Collections.unmodifiableSortedMap(copy);
        }
    }
}
