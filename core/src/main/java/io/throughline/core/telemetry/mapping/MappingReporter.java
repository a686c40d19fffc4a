package io.throughline.core.telemetry.mapping;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.Selector;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.EntityRegistry.Memberships;
import io.throughline.core.telemetry.mapping.MappingReport.Conflict;
import io.throughline.core.telemetry.mapping.MappingReport.Coverage;
import io.throughline.core.telemetry.mapping.MappingReport.Orphan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts, and finds what contradicts itself or chooses nothing. */
final class MappingReporter {

    private static final int MOST_NEAR_MISSES = 3;

    private final EntityRegistry registry;
    private final Collection<Entity> entities;
    private final Memberships memberships;
    private final Instant at;

    MappingReporter(EntityRegistry registry, Collection<Entity> entities, Instant at) {
        this.registry = registry;
        this.entities = entities;
        this.memberships = registry.resolve(entities, at);
        this.at = at;
    }

    MappingReport report(Suggestions suggestions) {
        return new MappingReport(coverage(), conflicts(), orphans(), suggestions.find(memberships));
    }

    private List<Coverage> coverage() {
        Map<String, Coverage> byType = new TreeMap<>();
        for (Entity entity : entities) {
            String system = entity.id().system();
            String type = entity.attributes()
                    .text(AttributeKeys.RESOURCE_TYPE)
                    .orElse(entity.id().type());
            int mapped = memberships.targetsOf(entity.id()).isEmpty() ? 0 : 1;
            byType.merge(
                    system + " " + type,
                    new Coverage(system, type, mapped, 1),
                    (one, other) ->
                            new Coverage(system, type, one.mapped() + other.mapped(), one.total() + other.total()));
        }
        return List.copyOf(byType.values());
    }

    private List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        Map<EntityId, Entity> known = new TreeMap<>();
        entities.forEach(entity -> known.put(entity.id(), entity));
        memberships.targets().forEach((id, targets) -> {
            Set<String> products = new TreeSet<>();
            Set<EntityId> services = new TreeSet<>();
            for (EntityId target : targets) {
                products.add(productOf(target));
                if (target.type().equals("service")) {
                    services.add(target);
                }
            }
            Entity entity = known.get(id);
            if (entity != null && (products.size() > 1 || services.size() > 1)) {
                conflicts.add(new Conflict(id, entity.name(), targets));
            }
        });
        return conflicts;
    }

    private static String productOf(EntityId target) {
        String key = target.key();
        return target.type().equals("service") && key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
    }

    private List<Orphan> orphans() {
        List<Orphan> orphans = new ArrayList<>();
        for (EntityMapping mapping : registry.mappings()) {
            boolean valid = !mapping.validFrom().isAfter(at);
            if (valid && entities.stream().noneMatch(mapping.selector()::matches)) {
                orphans.add(new Orphan(mapping, nearMisses(mapping.selector())));
            }
        }
        return orphans;
    }

    private List<String> nearMisses(Selector selector) {
        TreeMap<Integer, Set<String>> byDistance = new TreeMap<>();
        for (Entity entity : entities) {
            Wanted wanted = wantedOf(selector, entity);
            if (wanted == null) {
                continue;
            }
            int distance = Names.distance(wanted.text(), wanted.actual());
            boolean holds = Names.holds(wanted.actual(), wanted.text()) || Names.holds(wanted.text(), wanted.actual());
            if (distance <= Math.max(1, wanted.text().length() / 4) || holds) {
                byDistance.computeIfAbsent(distance, d -> new TreeSet<>()).add(wanted.actual());
            }
        }
        return byDistance.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .limit(MOST_NEAR_MISSES)
                .toList();
    }

    /** What a selector asks for, and what an entity has in its place. */
    private record Wanted(String text, String actual) {}

    private static @org.jspecify.annotations.Nullable Wanted wantedOf(Selector selector, Entity entity) {
        String system = entity.id().system();
        if (selector instanceof EntityMapping.ByName by) {
            boolean same = system.equals(by.system())
                    && (by.type() == null || entity.id().type().equals(by.type()));
            return same ? new Wanted(by.name().replace("*", ""), entity.name()) : null;
        } else if (selector instanceof EntityMapping.ById by) {
            boolean same = system.equals(by.id().system())
                    && entity.id().type().equals(by.id().type());
            return same
                    ? new Wanted(
                            Names.last(by.id().key()), Names.last(entity.id().key()))
                    : null;
        } else if (selector instanceof EntityMapping.ByAttribute by) {
            return system.equals(by.system())
                    ? entity.attributes()
                            .text(by.key())
                            .map(value -> new Wanted(by.value(), value))
                            .orElse(null)
                    : null;
        }
        return null;
    }
}
