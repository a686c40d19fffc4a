package io.throughline.correlation.cause;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs as what, and where.
 *
 * @param nodes all nodes: services, their instances, hosts and others
 * @param hosts those of them that are hosts
 * @param instanceOf the service of each instance
 * @param hostedOn the host of each instance, where it is known
 */
public record Placement(
        SortedSet<String> nodes,
        SortedSet<String> hosts,
        SortedMap<String, String> instanceOf,
        SortedMap<String, String> hostedOn) {

    public Placement {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        instanceOf = Collections.unmodifiableSortedMap(new TreeMap<>(instanceOf));
        hostedOn = Collections.unmodifiableSortedMap(new TreeMap<>(hostedOn));
    }

    /** Makes one from collections in any order. */
    public static Placement of(
            Collection<String> nodes,
            Collection<String> hosts,
            Map<String, String> instanceOf,
            Map<String, String> hostedOn) {
        return new Placement(
                new TreeSet<>(nodes), new TreeSet<>(hosts), new TreeMap<>(instanceOf), new TreeMap<>(hostedOn));
    }

    boolean isInstance(String node) {
        return instanceOf.containsKey(node);
    }

    boolean isHost(String node) {
        return hosts.contains(node);
    }

    /** Tells whether an instance runs on the host. */
    boolean carries(String host) {
        return hostedOn.entrySet().stream()
                .anyMatch(entry -> entry.getValue().equals(host) && isInstance(entry.getKey()));
    }

    /** Returns the service of an instance, and any other node as it is. */
    String serviceOf(String node) {
        return instanceOf.getOrDefault(node, node);
    }

    /** Returns the instances of each service. */
    SortedMap<String, SortedSet<String>> instances() {
        SortedMap<String, SortedSet<String>> instances = new TreeMap<>();
        instanceOf.forEach((instance, service) ->
                instances.computeIfAbsent(service, key -> new TreeSet<>()).add(instance));
        return instances;
    }
}
