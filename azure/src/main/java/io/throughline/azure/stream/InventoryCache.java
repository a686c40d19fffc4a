package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.ResourceGraphGateway;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The inventory that several streams look things up in, listed anew after a while. Thread-safe. */
final class InventoryCache {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final ResourceGraphGateway gateway;
    private final AzureScope scope;
    private final Clock clock;
    private @Nullable InventoryIndex index;
    private Instant listedAt = Instant.MIN;

    InventoryCache(ResourceGraphGateway gateway, AzureScope scope, Clock clock) {
        this.gateway = gateway;
        this.scope = scope;
        this.clock = clock;
    }

    /** Returns the inventory, at most ten minutes old. */
    synchronized InventoryIndex current() {
        InventoryIndex known = index;
        Instant now = clock.instant();
        if (known != null && now.isBefore(listedAt.plus(FRESH))) {
            return known;
        }
        return listed(now).index();
    }

    /** Lists the inventory now. */
    synchronized Listed fresh() {
        return listed(clock.instant());
    }

    private Listed listed(Instant now) {
        Inventory inventory = gateway.list(scope);
        InventoryIndex fresh = new InventoryIndex(inventory.resources());
        index = fresh;
        listedAt = now;
        return new Listed(fresh, inventory.throttled());
    }

    /** A listing just made. */
    record Listed(InventoryIndex index, boolean throttled) {}
}
