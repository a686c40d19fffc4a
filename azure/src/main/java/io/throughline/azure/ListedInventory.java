package io.throughline.azure;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.ResourceGraphGateway;
import org.jspecify.annotations.Nullable;

/** Lists resources through another gateway, and remembers the last listing. Thread-safe. */
final class ListedInventory implements ResourceGraphGateway {

    private final ResourceGraphGateway gateway;
    private @Nullable Inventory last;

    ListedInventory(ResourceGraphGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Inventory list(AzureScope scope) {
        Inventory listed = gateway.list(scope);
        synchronized (this) {
            last = listed;
        }
        return listed;
    }

    /** Returns the last listing; makes one if there is none. */
    Inventory last(AzureScope scope) {
        synchronized (this) {
            if (last != null) {
                return last;
            }
        }
        return list(scope);
    }
}
