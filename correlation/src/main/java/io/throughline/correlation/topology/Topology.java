package io.throughline.correlation.topology;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The graph of a window. Its nodes are services (all the vendors' entities that belong to one), and those entities that
 * belong to none or are shared by nature, such as databases. Its edges are calls; a service also has an edge to each
 * shared entity that was mapped to it, and to the host that its compute says it runs on. Immutable.
 */
public final class Topology {

    /** Distance of two nodes that no way connects. */
    public static final int UNREACHABLE = Integer.MAX_VALUE;

    private final Map<EntityId, Entity> entities;
    private final Map<EntityId, EntityId> nodes;
    private final Map<String, EntityId> hosts;
    private final TelemetryWindow window;
    private final Map<EntityId, SortedSet<EntityId>> callees;
    private final Map<EntityId, SortedSet<EntityId>> callers;
    private final Map<EntityId, Map<EntityId, Integer>> distances;

    private Topology(TelemetryWindow window) {
        this.window = window;
        this.entities = new TreeMap<>();
        this.nodes = new TreeMap<>();
        this.callees = new TreeMap<>();
        this.callers = new TreeMap<>();
        this.distances = new TreeMap<>();
        this.hosts = new TreeMap<>();
        for (Entity entity : window.entities()) {
            entities.put(entity.id(), entity);
            if (entity.kind() == EntityKind.HOST) {
                hosts.put(entity.id().system() + " " + entity.id().key(), entity.id());
            }
        }
        for (Entity entity : window.entities()) {
            EntityId service = serviceOf(entity.id());
            if (service == null || isShared(entity.kind())) {
                nodes.put(entity.id(), entity.id());
                if (service != null) {
                    servicesOf(entity.id()).forEach(owner -> connect(owner, entity.id()));
                }
            } else {
                nodes.put(entity.id(), service);
            }
        }
        connectReferences();
        for (Dependency dependency : window.dependencies()) {
            connect(nodeOf(dependency.caller()), nodeOf(dependency.callee()));
        }
        for (EntityId node : callees.keySet()) {
            distances.put(node, distancesFrom(node));
        }
    }

    /** Returns the graph of a window. */
    public static Topology of(TelemetryWindow window) {
        return new Topology(window);
    }

    /** Returns the node that an entity is part of: its service, or itself. */
    public EntityId nodeOf(EntityId entity) {
        EntityId node = nodes.get(entity);
        if (node != null) {
            return node;
        }
        EntityId service = serviceOf(entity);
        return service == null ? entity : service;
    }

    /** Returns the nodes that a node calls. */
    public SortedSet<EntityId> calleesOf(EntityId node) {
        return Collections.unmodifiableSortedSet(callees.getOrDefault(node, Collections.emptySortedSet()));
    }

    /** Returns the nodes that call a node. */
    public SortedSet<EntityId> callersOf(EntityId node) {
        return Collections.unmodifiableSortedSet(callers.getOrDefault(node, Collections.emptySortedSet()));
    }

    /** Returns the number of calls from one node down to another; 0 for the same, {@link #UNREACHABLE} if none leads. */
    public int callDistance(EntityId caller, EntityId callee) {
        if (caller.equals(callee)) {
            return 0;
        }
        return distances.getOrDefault(caller, Map.of()).getOrDefault(callee, UNREACHABLE);
    }

    /** Returns the lesser of the call distances in both directions. */
    public int hops(EntityId first, EntityId second) {
        return Math.min(callDistance(first, second), callDistance(second, first));
    }

    /** Returns the kind of an entity; a service for what the configuration names, otherwise {@code OTHER} if unknown. */
    public EntityKind kindOf(EntityId entity) {
        Entity known = entities.get(entity);
        if (known != null) {
            return known.kind();
        }
        return isService(entity) ? EntityKind.SERVICE : EntityKind.OTHER;
    }

    /** Returns a short name for people. */
    public String nameOf(EntityId entity) {
        Entity known = entities.get(entity);
        return known != null
                ? known.name()
                : entity.key().substring(entity.key().lastIndexOf('/') + 1);
    }

    /** Returns the products that an entity or node belongs to, sorted. */
    public SortedSet<EntityId> productsOf(EntityId entity) {
        TreeSet<EntityId> products = new TreeSet<>();
        addProduct(products, entity);
        for (EntityId target : window.memberships().targetsOf(entity)) {
            addProduct(products, target);
        }
        return products;
    }

    private static void addProduct(SortedSet<EntityId> products, EntityId target) {
        if (target.system().equals("throughline") && target.type().equals("product")) {
            products.add(target);
        } else if (isService(target) && target.key().indexOf('/') > 0) {
            products.add(EntityId.product(target.key().substring(0, target.key().indexOf('/'))));
        }
    }

    private SortedSet<EntityId> servicesOf(EntityId entity) {
        TreeSet<EntityId> services = new TreeSet<>();
        for (EntityId target : window.memberships().targetsOf(entity)) {
            if (isService(target)) {
                services.add(target);
            }
        }
        return services;
    }

    private @org.jspecify.annotations.Nullable EntityId serviceOf(EntityId entity) {
        SortedSet<EntityId> services = servicesOf(entity);
        return services.isEmpty() ? null : services.first();
    }

    static boolean isService(EntityId id) {
        return id.system().equals("throughline") && id.type().equals("service");
    }

    private static boolean isShared(EntityKind kind) {
        return switch (kind) {
            case DATABASE, CACHE, MESSAGING, STORAGE, NETWORK, HOST, EXTERNAL -> true;
            case PRODUCT, SERVICE, ROLE, COMPUTE, ERROR_PROJECT, TRACKER_PROJECT, CODE_PROJECT, OTHER -> false;
        };
    }

    /** What runs code names what it runs on: an attribute that holds the key of another entity of the same system. */
    private void connectReferences() {
        for (Entity entity : window.entities()) {
            if (entity.kind() == EntityKind.COMPUTE || entity.kind() == EntityKind.ROLE) {
                entity.attributes().forEach((name, value) -> {
                    EntityId host = hosts.get(
                            entity.id().system() + " " + value.toString().toLowerCase(Locale.ROOT));
                    if (host != null) {
                        connect(nodeOf(entity.id()), nodeOf(host));
                    }
                });
            }
        }
    }

    private void connect(EntityId caller, EntityId callee) {
        if (!caller.equals(callee)) {
            callees.computeIfAbsent(caller, id -> new TreeSet<>()).add(callee);
            callers.computeIfAbsent(callee, id -> new TreeSet<>()).add(caller);
        }
    }

    private SortedMap<EntityId, Integer> distancesFrom(EntityId start) {
        TreeMap<EntityId, Integer> found = new TreeMap<>();
        ArrayDeque<EntityId> waiting = new ArrayDeque<>();
        found.put(start, 0);
        waiting.add(start);
        while (!waiting.isEmpty()) {
            EntityId node = waiting.remove();
            int next = found.getOrDefault(node, 0) + 1;
            for (EntityId callee : callees.getOrDefault(node, Collections.emptySortedSet())) {
                if (found.putIfAbsent(callee, next) == null) {
                    waiting.add(callee);
                }
            }
        }
        return found;
    }
}
