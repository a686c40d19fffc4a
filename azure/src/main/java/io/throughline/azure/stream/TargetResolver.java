package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureResource;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who was called: the queue that took a message, the role that answered, else the resource that serves the host, else something outside. No
 * name is guessed: equal names alone join nothing.
 */
final class TargetResolver {

    private final AzureEntities entities;
    private final InventoryIndex inventory;

    TargetResolver(AzureEntities entities, InventoryIndex inventory) {
        this.entities = entities;
        this.inventory = inventory;
    }

    /**
     * Who was called.
     *
     * @param id the entity
     * @param seenHere the entity itself if this stream is where it is seen, empty for a resource of the inventory
     */
    record Callee(EntityId id, Optional<Entity> seenHere) {}

    Callee resolve(Workspace workspace, Callees callees, String caller, String type, String target, String operation) {
        Optional<MessageDestination> queue = MessageDestination.ofCall(type, target);
        if (queue.isPresent()) {
            // Who took the message answered nothing: the queue stands between the two.
            Entity entity = entities.messaging(queue.get());
            return new Callee(entity.id(), Optional.of(entity));
        }
        Optional<String> role = callees.of(caller, type, target, operation);
        if (role.isPresent()) {
            Entity entity = entities.role(workspace, role.get());
            return new Callee(entity.id(), Optional.of(entity));
        }
        CallTarget parsed = CallTarget.parse(target);
        Optional<AzureResource> resource = inventory.byHost(parsed.host());
        if (resource.isPresent()) {
            return new Callee(
                    AzureEntities.resourceId(within(resource.get(), parsed).id()), Optional.empty());
        }
        String kind = type.isBlank() ? "unknown" : type.strip().toLowerCase(Locale.ROOT);
        Entity entity = entities.external(kind, CallTarget.plain(target, kind.startsWith("http")));
        return new Callee(entity.id(), Optional.of(entity));
    }

    /** Of an SQL server the database is meant; of the others the server is the resource that has metrics. */
    private AzureResource within(AzureResource server, CallTarget target) {
        return server.type().equals(ResourceKinds.SQL_SERVER) && target.database() != null
                ? inventory.sqlDatabase(server, target.database()).orElse(server)
                : server;
    }
}
