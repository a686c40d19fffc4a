package io.throughline.core.config;

import io.throughline.core.telemetry.EntityId;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product as configured: a group of services.
 *
 * @param name the key in the configuration
 * @param services its services, in the order of the file
 */
public record Product(String name, List<Service> services) {

    public Product {
        Objects.requireNonNull(name, "name");
        services = List.copyOf(services);
    }

    /** Returns the product's id in the model. */
    public EntityId id() {
        return EntityId.product(name);
    }

    /**
     * A service of a product.
     *
     * @param id the service's id in the model
     * @param name the key in the configuration
     * @param repository where its code lives, or null
     * @param paths paths of the repository that belong to it; empty means all
     */
    public record Service(
            EntityId id, String name, @Nullable URI repository, List<String> paths) {
        public Service {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            paths = List.copyOf(paths);
        }
    }
}
