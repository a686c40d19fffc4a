package io.throughline.core.telemetry.mapping;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.EntityRegistry.Memberships;
import io.throughline.core.telemetry.mapping.MappingReport.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds where unmapped entities perhaps belong, and says why. */
final class Suggestions {

    private static final int EQUAL_NAMES = 3;
    private static final int ALIKE = 2;
    private static final int HINT = 1;
    /** One hint alone is no suggestion. */
    private static final int LEAST = 2;

    private static final String TAG = "tag.";

    private final List<EntityId> targets;
    private final Collection<Entity> entities;
    private final Map<EntityId, SortedSet<EntityId>> callers = new TreeMap<>();
    private final Map<EntityId, SortedSet<EntityId>> callees = new TreeMap<>();
    private final Collection<Grouping> groupings;
    private final Map<String, List<EntityId>> grouped = new TreeMap<>();

    Suggestions(
            EntityRegistry registry,
            Collection<Entity> entities,
            Collection<Dependency> calls,
            Collection<Grouping> groupings,
            Instant at) {
        this.targets = registry.mappings().stream()
                .filter(mapping -> !mapping.validFrom().isAfter(at))
                .map(EntityMapping::target)
                .distinct()
                .sorted()
                .toList();
        this.entities = entities;
        this.groupings = groupings;
        for (Grouping grouping : groupings) {
            for (Entity entity : entities) {
                grouping.groupOf()
                        .apply(entity)
                        .ifPresent(group -> grouped.computeIfAbsent(keyOf(grouping, group), key -> new ArrayList<>())
                                .add(entity.id()));
            }
        }
        for (Dependency call : calls) {
            callers.computeIfAbsent(call.callee(), id -> new TreeSet<>()).add(call.caller());
            callees.computeIfAbsent(call.caller(), id -> new TreeSet<>()).add(call.callee());
        }
    }

    private static String keyOf(Grouping grouping, String group) {
        return grouping.name() + "\n" + group;
    }

    List<Suggestion> find(Memberships memberships) {
        Map<EntityId, Entity> known = new TreeMap<>();
        entities.forEach(entity -> known.put(entity.id(), entity));
        List<Suggestion> suggestions = new ArrayList<>();
        for (Entity entity : known.values()) {
            if (memberships.targetsOf(entity.id()).isEmpty()) {
                best(entity, memberships, known).ifPresent(suggestions::add);
            }
        }
        suggestions.sort(
                Comparator.comparingInt(Suggestion::strength).reversed().thenComparing(Suggestion::entity));
        return suggestions;
    }

    private Optional<Suggestion> best(Entity entity, Memberships memberships, Map<EntityId, Entity> known) {
        return targets.stream()
                .map(target -> suggestion(entity, target, memberships, known))
                .filter(suggestion -> suggestion.strength() >= LEAST)
                // The better founded first; at a tie a service tells more than its product.
                .min(Comparator.comparingInt(Suggestion::strength)
                        .reversed()
                        .thenComparing(suggestion -> suggestion.target().type().equals("service") ? 0 : 1)
                        .thenComparing(Suggestion::target));
    }

    private Suggestion suggestion(
            Entity entity, EntityId target, Memberships memberships, Map<EntityId, Entity> known) {
        List<String> reasons = new ArrayList<>();
        int strength = byName(entity, target, memberships, known, reasons)
                + byTag(entity, target, reasons)
                + byGroup(entity, target, memberships, reasons)
                + byCalls(entity, target, memberships, reasons);
        return new Suggestion(entity.id(), entity.name(), target, strength, reasons);
    }

    private static int byName(
            Entity entity,
            EntityId target,
            Memberships memberships,
            Map<EntityId, Entity> known,
            List<String> reasons) {
        String wanted = Names.last(target.key());
        if (Names.words(entity.name()).equals(Names.words(wanted))) {
            reasons.add("its name is that of " + wanted);
            return EQUAL_NAMES;
        }
        for (EntityId member : memberships.membersOf(target)) {
            Entity other = known.get(member);
            if (other != null && Names.words(other.name()).equals(Names.words(entity.name()))) {
                reasons.add("its name is that of " + other.name() + ", which belongs to it");
                return EQUAL_NAMES;
            }
        }
        if (Names.holds(entity.name(), wanted)) {
            reasons.add("its name holds " + wanted);
            return ALIKE;
        }
        return 0;
    }

    private static int byTag(Entity entity, EntityId target, List<String> reasons) {
        String wanted = Names.last(target.key());
        int[] strength = {0};
        entity.attributes().forEach((key, value) -> {
            if (key.startsWith(TAG) && Names.words(value.toString()).equals(Names.words(wanted))) {
                reasons.add("its tag " + key.substring(TAG.length()) + " is " + value);
                strength[0] = ALIKE;
            }
        });
        return strength[0];
    }

    private int byGroup(Entity entity, EntityId target, Memberships memberships, List<String> reasons) {
        int strength = 0;
        for (Grouping grouping : groupings) {
            Optional<String> group = grouping.groupOf().apply(entity);
            if (group.isEmpty()) {
                continue;
            }
            Set<EntityId> owners = new TreeSet<>();
            int members = 0;
            for (EntityId other : grouped.getOrDefault(keyOf(grouping, group.get()), List.of())) {
                Set<EntityId> ofOther = memberships.targetsOf(other);
                owners.addAll(ofOther);
                members += ofOther.contains(target) ? 1 : 0;
            }
            boolean alone =
                    owners.stream().noneMatch(owner -> owner.type().equals(target.type()) && !owner.equals(target));
            if (members > 0 && alone) {
                reasons.add(members + " of its " + grouping.name() + " " + group.get()
                        + " belong to it, and none to another");
                strength += members > 1 ? ALIKE : HINT;
            }
        }
        return strength;
    }

    private int byCalls(Entity entity, EntityId target, Memberships memberships, List<String> reasons) {
        int strength = 0;
        if (onlyOf(callers.get(entity.id()), target, memberships)) {
            reasons.add("it is called only by what belongs to it");
            strength += ALIKE;
        }
        if (onlyOf(callees.get(entity.id()), target, memberships)) {
            reasons.add("it calls only what belongs to it");
            strength += HINT;
        }
        return strength;
    }

    private static boolean onlyOf(
            @org.jspecify.annotations.Nullable Set<EntityId> neighbours, EntityId target, Memberships memberships) {
        return neighbours != null
                && neighbours.stream()
                        .allMatch(neighbour -> memberships.targetsOf(neighbour).contains(target));
    }
}
