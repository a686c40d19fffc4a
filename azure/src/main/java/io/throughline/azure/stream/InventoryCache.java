package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.ResourceGraphGateway;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import io.throughline.core.http.UnreadableItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inventory that several streams look things up in, listed anew after a while. Thread-safe. */
final class InventoryCache {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final ResourceGraphGateway gateway;
    private final AzureScope scope;
    private final Clock clock;
    private @Nullable Listed last;
    private Instant listedAt = Instant.MIN;

    InventoryCache(ResourceGraphGateway gateway, AzureScope scope, Clock clock) {
        this.gateway = gateway;
        this.scope = scope;
        this.clock = clock;
    }

    /** Returns the inventory, at most ten minutes old. */
    synchronized InventoryIndex current() {
        Listed known = last;
        Instant now = clock.instant();
        if (known != null && now.isBefore(listedAt.plus(FRESH))) {
            return known.index();
        }
        return listed(now).index();
    }

    /** Lists the inventory, unless another stream has done so within the last minute. */
    synchronized Listed fresh() {
        Instant now = clock.instant();
        Listed known = last;
        return known != null && now.isBefore(listedAt.plus(JUST_NOW)) ? known : listed(now);
    }

    private Listed listed(Instant now) {
        Inventory inventory = gateway.list(scope);
        int lookups = scope.selected().calls();
        Listed fresh = new Listed(
                new InventoryIndex(inventory.resources()),
                inventory.throttled(),
                inventory.notes(),
                inventory.calls() + lookups,
                inventory.unreadable());
        last = fresh;
        listedAt = now;
        return fresh;
    }

    /**
     * A listing.
     *
     * @param index what was listed
     * @param throttled whether the service slowed it down
     * @param notes what was left out or is contradictory
     * @param unreadable rows that are no resources
     * @param calls requests that it takes, those to look up subscriptions included
     */
    record Listed(
            InventoryIndex index, boolean throttled, List<String> notes, int calls, List<UnreadableItem> unreadable) {
        Listed {
            notes = List.copyOf(notes);
            unreadable = List.copyOf(unreadable);
        }
    }
}
