package io.throughline.core.telemetry.mapping;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How well mappings fit what was seen. Suggestions are for people to accept by writing them into the configuration;
 * nothing is ever joined by them.
 *
 * @param coverage how many entities are mapped, by type, ascending
 * @param conflicts entities that several services or products claim, by id
 * @param orphans selectors that choose nothing, in the order of the configuration
 * @param suggestions where unmapped entities perhaps belong, the best founded first
 */
public record MappingReport(
        List<Coverage> coverage, List<Conflict> conflicts, List<Orphan> orphans, List<Suggestion> suggestions) {

    public MappingReport {
        coverage = List.copyOf(coverage);
        conflicts = List.copyOf(conflicts);
        orphans = List.copyOf(orphans);
        suggestions = List.copyOf(suggestions);
    }

    /**
     * How many entities of a type belong to a service or product.
     *
     * @param system the vendor
     * @param type the vendor's type, {@code role}, {@code microsoft.web/sites}…
     * @param mapped those that belong to one
     * @param total all
     */
    public record Coverage(String system, String type, int mapped, int total) {

        /** Returns the mapped part, in [0, 1]. */
        public double ratio() {
            return total == 0 ? 1 : mapped / (double) total;
        }
    }

    /**
     * An entity that more than one claims. A service and its own product do not contradict each other.
     *
     * @param entity the entity
     * @param name its name
     * @param targets who claims it
     */
    public record Conflict(EntityId entity, String name, SortedSet<EntityId> targets) {
        public Conflict {
            targets = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(targets));
        }
    }

    /**
     * A selector that chooses nothing.
     *
     * @param mapping the mapping it is of
     * @param nearMisses names that are nearly what it asks for
     */
    public record Orphan(EntityMapping mapping, List<String> nearMisses) {
        public Orphan {
            nearMisses = List.copyOf(nearMisses);
        }
    }

    /**
     * Where an unmapped entity perhaps belongs.
     *
     * @param entity the entity
     * @param name its name
     * @param target the service or product
     * @param strength how well it is founded; more is better, comparable within a report only
     * @param reasons what speaks for it, a line each
     */
    public record Suggestion(EntityId entity, String name, EntityId target, int strength, List<String> reasons) {
        public Suggestion {
            reasons = List.copyOf(reasons);
        }
    }

    /** Returns the mapped entities. */
    public int mapped() {
        return coverage.stream().mapToInt(Coverage::mapped).sum();
    }

    /** Returns all entities. */
    public int total() {
        return coverage.stream().mapToInt(Coverage::total).sum();
    }

    /**
     * Reports on mappings. Pure: the same input gives the same report.
     *
     * @param entities what was seen
     * @param calls who calls whom
     * @param groupings how vendors keep things together
     * @param at the instant whose mappings count
     */
    public static MappingReport of(
            EntityRegistry registry,
            Collection<Entity> entities,
            Collection<Dependency> calls,
            Collection<Grouping> groupings,
            Instant at) {
        return new MappingReporter(registry, entities, at)
                .report(new Suggestions(registry, entities, calls, groupings, at));
    }
}
