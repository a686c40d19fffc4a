package io.throughline.azure.resources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of the inventory as a resource, with how its environment was found.
 *
 * @param resource the resource
 * @param decision its environment, and what contradicts it
 */
record ResourceRow(AzureResource resource, EnvironmentRules.Decision decision) {

    /** Reads a row; empty if it has no id, name or type. */
    static Optional<ResourceRow> of(AzureScope scope, Map<?, ?> row) {
        if (!(row.get("id") instanceof String id)
                || !(row.get("name") instanceof String name)
                || !(row.get("type") instanceof String type)) {
            return Optional.empty();
        }
        SortedMap<String, String> tags = tags(row);
        String group = orEmpty(GraphTable.text(row, "resourceGroup"));
        String subscription = orEmpty(GraphTable.text(row, "subscriptionId"));
        String tag = scope.environments().tag();
        EnvironmentRules.Decision decision = scope.environments()
                .decide(tag == null ? null : valueOf(tags, tag), group, subscription, scope.nameOf(subscription), name);
        AzureResource resource = new AzureResource(
                id,
                name,
                type,
                orEmpty(GraphTable.text(row, "location")),
                group,
                subscription,
                GraphTable.text(row, "kind"),
                tags,
                GraphTable.text(row, "defaultHostName"),
                GraphTable.text(row, "fullyQualifiedDomainName"),
                GraphTable.text(row, "serverFarmId"),
                decision.environment());
        return Optional.of(new ResourceRow(resource, decision));
    }

    /** The resource's own tags, and those it inherits of which it has none or an empty one. */
    private static SortedMap<String, String> tags(Map<?, ?> row) {
        TreeMap<String, String> tags = new TreeMap<>();
        for (String column : List.of("tags", "groupTags", "subscriptionTags")) {
            if (row.get(column) instanceof Map<?, ?> map) {
                map.forEach((tag, value) -> inherit(tags, String.valueOf(tag), value == null ? "" : value.toString()));
            }
        }
        return tags;
    }

    private static void inherit(SortedMap<String, String> tags, String name, String value) {
        String known = valueOf(tags, name);
        if (known == null) {
            tags.put(name, value);
        } else if (TagExpression.normal(known).isEmpty()
                && !TagExpression.normal(value).isEmpty()) {
            tags.keySet().removeIf(name::equalsIgnoreCase);
            tags.put(name, value);
        }
    }

    private static @Nullable String valueOf(Map<String, String> tags, String name) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
