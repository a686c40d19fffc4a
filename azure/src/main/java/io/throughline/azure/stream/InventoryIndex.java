package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The inventory, found by id, by host name, and by type and name. Immutable. */
final class InventoryIndex {

    /** Domains under which Azure serves resources of a type by their name. */
    private static final Map<String, List<String>> TYPES_BY_DOMAIN = Map.ofEntries(
            Map.entry("postgres.database.azure.com", List.of(ResourceKinds.POSTGRESQL)),
            Map.entry("mysql.database.azure.com", List.of("microsoft.dbformysql/flexibleservers")),
            Map.entry("database.windows.net", List.of(ResourceKinds.SQL_SERVER)),
            Map.entry("documents.azure.com", List.of("microsoft.documentdb/databaseaccounts")),
            Map.entry("redis.cache.windows.net", List.of("microsoft.cache/redis")),
            Map.entry(
                    "servicebus.windows.net",
                    List.of("microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces")),
            Map.entry("blob.core.windows.net", List.of("microsoft.storage/storageaccounts")),
            Map.entry("queue.core.windows.net", List.of("microsoft.storage/storageaccounts")),
            Map.entry("table.core.windows.net", List.of("microsoft.storage/storageaccounts")),
            Map.entry("azurewebsites.net", List.of(ResourceKinds.WEB_APP)),
            Map.entry("vault.azure.net", List.of("microsoft.keyvault/vaults")));

    private final List<AzureResource> resources;
    private final Map<String, AzureResource> byKey = new HashMap<>();
    private final Map<String, AzureResource> byHost = new HashMap<>();
    private final Map<String, AzureResource> byTypeAndName = new HashMap<>();

    InventoryIndex(List<AzureResource> resources) {
        this.resources = List.copyOf(resources);
        for (AzureResource resource : resources) {
            byKey.put(resource.key(), resource);
            byTypeAndName.putIfAbsent(resource.type() + "/" + lower(resource.name()), resource);
            for (String host : hosts(resource)) {
                byHost.putIfAbsent(lower(host), resource);
            }
        }
    }

    List<AzureResource> resources() {
        return resources;
    }

    Optional<AzureResource> byId(String armId) {
        return Optional.ofNullable(byKey.get(AzureResource.keyOf(armId)));
    }

    Optional<AzureResource> byTypeAndName(String type, String name) {
        return Optional.ofNullable(byTypeAndName.get(type + "/" + lower(name)));
    }

    /** Tells whether there is a resource of a type, given in lower case. */
    boolean hasAny(String type) {
        return resources.stream().anyMatch(resource -> resource.type().equals(type));
    }

    /** Returns the resource that serves a host name: by the name it is known under, else by Azure's own domains. */
    Optional<AzureResource> byHost(String host) {
        AzureResource known = byHost.get(lower(host));
        if (known != null) {
            return Optional.of(known);
        }
        int dot = host.indexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String label = host.substring(0, dot);
        // A private endpoint answers under the same name below privatelink.
        String domain = lower(host.substring(dot + 1)).replaceFirst("^privatelink\\.", "");
        return TYPES_BY_DOMAIN.getOrDefault(domain, List.of()).stream()
                .flatMap(type -> byTypeAndName(type, label).stream())
                .findFirst();
    }

    /** Returns the database of an SQL server. */
    Optional<AzureResource> sqlDatabase(AzureResource server, String database) {
        return byId(server.id() + "/databases/" + database);
    }

    private static List<String> hosts(AzureResource resource) {
        List<String> hosts = new ArrayList<>();
        if (resource.defaultHostName() != null) {
            hosts.add(resource.defaultHostName());
        }
        if (resource.fullyQualifiedDomainName() != null) {
            hosts.add(resource.fullyQualifiedDomainName());
        }
        return hosts;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
