package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the things that Azure speaks of are in scope, and which resource of the inventory they belong to. */
final class ScopedTargets {

    private static final Pattern LAST_PAIR = Pattern.compile("(.+)/[^/]+/[^/]+");

    private final AzureScope scope;
    private final InventoryIndex inventory;

    ScopedTargets(AzureScope scope, InventoryIndex inventory) {
        this.scope = scope;
        this.inventory = inventory;
    }

    /** Returns the resource of the inventory that has an id, or else the nearest one that it lies below. */
    Optional<AzureResource> nearest(@Nullable String armId) {
        String id = armId == null ? "" : AzureResource.keyOf(armId);
        while (id.contains("/providers/")) {
            Optional<AzureResource> found = inventory.byId(id);
            Matcher pair = LAST_PAIR.matcher(id);
            if (found.isPresent() || !pair.matches()) {
                return found;
            }
            id = pair.group(1);
        }
        return Optional.empty();
    }

    /** Tells whether something that the inventory may not have is read: what was deleted since, a group, a subscription. */
    boolean mayBeInScope(@Nullable String armId) {
        return scope.hasUnlisted(armId, id -> inventory.byId(id).isPresent());
    }

    /** Returns all resources of the inventory. */
    Iterable<AzureResource> all() {
        return inventory.resources();
    }
}
