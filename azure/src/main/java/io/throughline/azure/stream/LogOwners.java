package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the entities that rows of logs are about. What the inventory does not list is made of what the row says, and
 * delivered once for each read.
 */
final class LogOwners {

    private static final String DATABASES = "/databases/";

    private final AzureEntities entities;
    private final InventoryIndex inventory;
    private final Workspace workspace;
    private final TelemetrySink sink;
    private final Map<String, Owner> made = new HashMap<>();

    LogOwners(AzureEntities entities, InventoryIndex inventory, Workspace workspace, TelemetrySink sink) {
        this.entities = entities;
        this.inventory = inventory;
        this.workspace = workspace;
        this.sink = sink;
    }

    /**
     * Whom rows are about.
     *
     * @param id the entity
     * @param name what people call it
     * @param environment where it runs
     */
    record Owner(EntityId id, String name, String environment) {}

    /** Returns the resource with an ARM id; without one, what a name tells. */
    Owner resource(String armId, String protocol, String name) {
        return armId.startsWith("/") ? byId(armId) : external(protocol, name);
    }

    /** Returns a resource of a type by its name. */
    Owner named(String type, String protocol, String name) {
        return inventory.byTypeAndName(type, name).map(this::listed).orElseGet(() -> external(protocol, name));
    }

    /** Returns a database, called {@code server/database}, by its ARM id, or by its server's and its name. */
    Owner sqlDatabase(String armId, String server, String database) {
        String key = AzureResource.keyOf(armId);
        if (key.startsWith("/")) {
            // Settings of the server itself: the row names the database.
            boolean ofServer = !key.contains(DATABASES) && !database.isBlank();
            return qualified(byId(ofServer ? key + DATABASES + database.strip() : key));
        }
        return inventory
                .byTypeAndName(ResourceKinds.SQL_SERVER, server)
                .flatMap(found -> inventory.sqlDatabase(found, database))
                .map(found -> qualified(listed(found)))
                .orElseGet(() -> external("mssql", server + "/" + database));
    }

    /** Databases of different servers often have the same name. */
    private static Owner qualified(Owner database) {
        String key = database.id().toString();
        int server = key.lastIndexOf("/servers/");
        String name = server < 0
                ? database.name()
                : key.substring(server + "/servers/".length()).replace(DATABASES, "/");
        return new Owner(database.id(), name, database.environment());
    }

    private Owner byId(String armId) {
        Optional<AzureResource> found = inventory.byId(armId);
        return found.map(this::listed)
                .orElseGet(() -> made.computeIfAbsent(AzureResource.keyOf(armId), this::unlisted));
    }

    private Owner listed(AzureResource resource) {
        String environment = resource.environment();
        return new Owner(
                AzureEntities.resourceId(resource.id()),
                resource.name(),
                environment == null ? workspace.environment() : environment);
    }

    private Owner unlisted(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        String type = typeOf(key);
        EntityId id = AzureEntities.resourceId(key);
        sink.entity(new Entity(
                id,
                ResourceKinds.kindOf(type),
                name.isEmpty() ? key : name,
                null,
                workspace.environment(),
                Attributes.of(AttributeKeys.RESOURCE_TYPE, type, AttributeKeys.CLOUD_RESOURCE_ID, key),
                new Provenance(ResourcesStream.NAME, key, null)));
        return new Owner(id, name.isEmpty() ? key : name, workspace.environment());
    }

    private Owner external(String protocol, String name) {
        String known = name.isBlank() ? "unknown" : name;
        return made.computeIfAbsent(protocol + "/" + known, any -> {
            Entity entity = entities.external(protocol, known);
            sink.entity(entity);
            return new Owner(entity.id(), known, workspace.environment());
        });
    }

    /** Returns the type that an ARM id in lower case tells: {@code microsoft.sql/servers/databases}. */
    private static String typeOf(String key) {
        int providers = key.lastIndexOf("/providers/");
        if (providers < 0) {
            return "unknown";
        }
        String[] parts = key.substring(providers + "/providers/".length()).split("/", -1);
        StringBuilder type = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i += 2) {
            type.append('/').append(parts[i]);
        }
        return type.toString();
    }
}
