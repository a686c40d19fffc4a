package io.throughline.examples.shop.system;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three services, with their fixed places in the network. */
public enum ServiceKind {
    /** What pages and apps call. */
    STOREFRONT(1, "storefront-api", "shop.storefront.StorefrontProduct", 19201, null, 0, 1.8),
    /** Orders, payments. */
    ORDERS(2, "orders-api", "shop.orders.OrdersProduct", 19202, "orders", 19212, 1.8),
    /** Stock and reservations. */
    INVENTORY(3, "inventory-api", "shop.inventory.InventoryProduct", 19203, "inventory", 19213, 1.8);

    private final int sentryProject;
    private final String role;
    private final String product;
    private final int port;
    private final @Nullable String database;
    private final int databasePort;
    private final double cpuSecondsPerModelMinute;

    ServiceKind(
            int sentryProject,
            String role,
            String product,
            int port,
            @Nullable String database,
            int databasePort,
            double cpuSecondsPerModelMinute) {
        this.sentryProject = sentryProject;
        this.role = role;
        this.product = product;
        this.port = port;
        this.database = database;
        this.databasePort = databasePort;
        this.cpuSecondsPerModelMinute = cpuSecondsPerModelMinute;
    }

    /** The service's name, which is its cloud role, its Sentry project and its folder in the repository. */
    public String role() {
        return role;
    }

    String product() {
        return product;
    }

    /** Port of its load balancer. */
    public int port() {
        return port;
    }

    /** Name of its database; null when it has none. */
    public @Nullable String database() {
        return database;
    }

    int databasePort() {
        return databasePort;
    }

    /** CPU seconds a model minute that the service's plan has. */
    public double cpuSecondsPerModelMinute() {
        return cpuSecondsPerModelMinute;
    }

    /** Number of its Sentry project, as in the DSN. */
    public int sentryProject() {
        return sentryProject;
    }

    /** The service whose Sentry project has this number. */
    public static ServiceKind ofSentryProject(int number) {
        return List.of(values()).stream()
                .filter(kind -> kind.sentryProject == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service has the Sentry project " + number));
    }

    /** The service of this name. */
    public static ServiceKind of(String role) {
        return List.of(values()).stream()
                .filter(kind -> kind.role.equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + role));
    }
}
