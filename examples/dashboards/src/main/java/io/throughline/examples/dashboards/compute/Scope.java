package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityRegistry.Memberships;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a performance page is about.
 *
 * @param product the product as it is configured
 * @param service name of the service, or null for the product as a whole
 * @param members the vendors' entities that belong to it
 * @param called what the members call and what belongs to no service: databases, external targets
 */
record Scope(String product, @Nullable String service, Set<EntityId> members, Set<EntityId> called) {

    /** Returns the scope of each configured service by name, after that of the whole product. */
    static List<Scope> of(TelemetryWindow window, String product) {
        Memberships memberships = window.memberships();
        String prefix = product.toLowerCase(Locale.ROOT) + "/";
        Set<EntityId> all = new TreeSet<>(memberships.membersOf(EntityId.product(product)));
        List<EntityId> services = memberships.members().keySet().stream()
                .filter(id -> id.type().equals("service") && id.key().startsWith(prefix))
                .toList();
        services.forEach(id -> all.addAll(memberships.membersOf(id)));
        LinkedHashSet<Scope> scopes = new LinkedHashSet<>();
        scopes.add(new Scope(product, null, all, called(window, all)));
        for (EntityId id : services) {
            Set<EntityId> members = memberships.membersOf(id);
            scopes.add(new Scope(product, id.key().substring(prefix.length()), members, called(window, members)));
        }
        return List.copyOf(scopes);
    }

    private static Set<EntityId> called(TelemetryWindow window, Set<EntityId> members) {
        return window.dependencies().stream()
                .filter(edge -> members.contains(edge.caller()) && !members.contains(edge.callee()))
                .map(Dependency::callee)
                .filter(callee -> window.memberships().targetsOf(callee).stream()
                        .noneMatch(target -> target.type().equals("service")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the key of its view: {@code product/service}, or the product alone. */
    String key() {
        return service == null ? product : product + "/" + service;
    }

    /** Returns the members of a system. */
    Set<EntityId> members(String system) {
        return members.stream().filter(id -> id.system().equals(system)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the members, and what they call. */
    Set<EntityId> reach() {
        Set<EntityId> reach = new TreeSet<>(members);
        reach.addAll(called);
        return reach;
    }

    /** Tells whether an event on an entity is to be marked: on a member, or on the product as a whole. */
    boolean concerns(EntityId entity, Memberships memberships) {
        return members.contains(entity)
                || called.contains(entity)
                || (memberships.targetsOf(entity).contains(EntityId.product(product))
                        && memberships.targetsOf(entity).stream()
                                .noneMatch(target -> target.type().equals("service")));
    }

    /** Returns the deployment environments that its entities tell, sorted. */
    List<String> environments(TelemetryWindow window) {
        return window.entities().stream()
                .filter(entity -> members.contains(entity.id()))
                .map(Entity::deploymentEnvironment)
                .flatMap(java.util.Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }
}
