package io.throughline.azure.resources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of Azure is read.
 *
 * @param subscriptions ids of subscriptions
 * @param include resource groups to read; empty means all
 * @param exclude resource groups to leave out, also of the included ones
 * @param tags for each tag the values of which a resource must have one; values compare without case
 * @param workspaces for each environment its workspace's GUID
 */
public record AzureScope(
        List<String> subscriptions,
        List<Glob> include,
        List<Glob> exclude,
        SortedMap<String, List<String>> tags,
        SortedMap<String, String> workspaces) {

    public AzureScope {
        subscriptions = subscriptions.stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        TreeMap<String, List<String>> copy = new TreeMap<>();
        tags.forEach((tag, values) -> copy.put(tag, List.copyOf(values)));
        tags = Collections.unmodifiableSortedMap(copy);
        workspaces = Collections.unmodifiableSortedMap(new TreeMap<>(workspaces));
    }

    /** Returns the scope of whole subscriptions, without workspaces. */
    public static AzureScope of(List<String> subscriptions) {
        return new AzureScope(subscriptions, List.of(), List.of(), new TreeMap<>(), new TreeMap<>());
    }

    /** Tells whether resources of a group are read. */
    public boolean hasGroup(String resourceGroup) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(resourceGroup)))
                && exclude.stream().noneMatch(glob -> glob.matches(resourceGroup));
    }

    /** Tells whether a resource is read. */
    public boolean has(AzureResource resource) {
        return subscriptions.contains(resource.subscriptionId().toLowerCase(Locale.ROOT))
                && hasGroup(resource.resourceGroup())
                && tags.entrySet().stream().allMatch(tag -> hasTag(resource.tags(), tag.getKey(), tag.getValue()));
    }

    /** Returns the conditions of this scope, each for one {@code where}. */
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!include.isEmpty()) {
            conditions.add(String.join(
                    " or ",
                    include.stream()
                            .map(glob -> glob.condition("resourceGroup"))
                            .toList()));
        }
        for (Glob glob : exclude) {
            conditions.add("not(" + glob.condition("resourceGroup") + ")");
        }
        tags.forEach(
                (tag, values) -> conditions.add(io.throughline.azure.logs.Kql.format("tags[{}] in~ {}", tag, values)));
        return conditions;
    }

    private static boolean hasTag(Map<String, String> tags, String name, List<String> values) {
        return tags.entrySet().stream()
                .anyMatch(tag -> tag.getKey().equalsIgnoreCase(name)
                        && values.stream().anyMatch(tag.getValue()::equalsIgnoreCase));
    }
}
