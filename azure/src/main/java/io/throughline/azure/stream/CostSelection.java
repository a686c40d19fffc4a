package io.throughline.azure.stream;

import io.throughline.azure.cost.CostFilter;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which costs of a subscription belong to the scope. Groups named in full, and the groups that resources with the right
 * tags are in, are asked for by the query's {@code ResourceGroupName}; patterns of groups and the tags themselves are told
 * from each row, the tags by way of the inventory.
 */
final class CostSelection {

    /** Names that one query may reasonably hold. */
    private static final int MOST_GROUPS = 200;

    private static final Pattern GROUP = Pattern.compile("/resourcegroups/([^/]+)");

    private final AzureScope scope;
    private final InventoryIndex inventory;
    private final Map<String, Optional<String>> decided = new HashMap<>();

    CostSelection(AzureScope scope, InventoryIndex inventory) {
        this.scope = scope;
        this.inventory = inventory;
    }

    /** Tells whether nothing of a subscription can belong to the scope. */
    boolean isEmpty(String subscription) {
        return !scope.tags().isEmpty() && resources(subscription).isEmpty();
    }

    /** Returns the filter of the query for a subscription, or null where the query asks for all. */
    @Nullable
    CostFilter filter(String subscription) {
        TreeSet<String> groups = new TreeSet<>();
        if (!scope.tags().isEmpty()) {
            resources(subscription).forEach(resource -> groups.add(resource.resourceGroup()));
        } else if (!scope.include().isEmpty()
                && scope.include().stream().map(Glob::pattern).noneMatch(pattern -> pattern.contains("*"))) {
            scope.include().stream().map(Glob::pattern).filter(scope::hasGroup).forEach(groups::add);
        }
        if (groups.isEmpty() || groups.size() > MOST_GROUPS) {
            return null;
        }
        // Costs spell groups in lower case, whatever the inventory does.
        TreeSet<String> spellings = new TreeSet<>(groups);
        groups.forEach(group -> spellings.add(group.toLowerCase(Locale.ROOT)));
        return new CostFilter.Dimension("ResourceGroupName", List.copyOf(spellings));
    }

    /** Returns why the costs of a resource do not belong to the scope; empty if they do. */
    Optional<String> leavesOut(String resourceKey) {
        return decided.computeIfAbsent(resourceKey, key -> {
            if (scope.hasUnlisted(key, this::isKnown)) {
                return Optional.empty();
            }
            Matcher group = GROUP.matcher(key);
            boolean byGroup = group.find()
                    ? !scope.hasGroup(group.group(1))
                    : !scope.include().isEmpty();
            return Optional.of(
                    byGroup
                            ? "outside of 'resourceGroups'"
                            : "of other tags or environments, or of what is not in the inventory and shows neither");
        });
    }

    /** Tells whether a resource is in the inventory. */
    boolean isKnown(String resourceKey) {
        return inventory.byId(resourceKey).isPresent();
    }

    /** Says how the scope's filters act. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (!scope.tags().isEmpty()) {
            words.add("tags are told from the inventory: costs of deleted resources and of purchases are left out");
        }
        if (!scope.environments().wanted().isEmpty()) {
            words.add("environments are told from the inventory, and for deleted resources from their names and groups;"
                    + " purchases are kept");
        }
        if (!scope.include().isEmpty() || !scope.exclude().isEmpty()) {
            words.add("resource groups named in full are asked for, patterns and exclusions are applied to the rows");
        }
        return words;
    }

    /** Returns the resources of a subscription that are in scope. */
    List<AzureResource> resources(String subscription) {
        return inventory.resources().stream()
                .filter(resource -> resource.subscriptionId().equalsIgnoreCase(subscription))
                .toList();
    }
}
