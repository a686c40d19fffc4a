package io.throughline.azure.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of resources that a service has, by the name that Service Health gives it. */
final class ServiceTypes {

    private static final Map<String, List<String>> TYPES = types();

    private ServiceTypes() {}

    /** Returns the types in lower case; none for a service that is not known here. */
    static List<String> of(String service) {
        return TYPES.getOrDefault(key(service), List.of());
    }

    private static Map<String, List<String>> types() {
        Map<String, List<String>> types = new HashMap<>();
        List<String> web = List.of(ResourceKinds.WEB_APP, "microsoft.web/sites/slots", ResourceKinds.PLAN);
        put(
                types,
                web,
                "App Service",
                "App Service (Linux)",
                "App Service \\ Web Apps",
                "Functions",
                "Azure Functions");
        put(types, List.of("microsoft.compute/virtualmachines"), "Virtual Machines");
        put(types, List.of("microsoft.compute/virtualmachinescalesets"), "Virtual Machine Scale Sets");
        put(types, List.of("microsoft.compute/disks"), "Managed Disks", "Azure Disk Storage");
        put(types, List.of("microsoft.app/containerapps", "microsoft.app/managedenvironments"), "Container Apps");
        put(types, List.of("microsoft.containerinstance/containergroups"), "Container Instances");
        put(types, List.of("microsoft.containerregistry/registries"), "Container Registry");
        put(
                types,
                List.of("microsoft.containerservice/managedclusters"),
                "Kubernetes Service (AKS)",
                "Kubernetes Service");
        List<String> postgres = List.of(ResourceKinds.POSTGRESQL, "microsoft.dbforpostgresql/servers");
        put(
                types,
                postgres,
                "Database for PostgreSQL",
                "Database for PostgreSQL flexible servers",
                "Database for PostgreSQL - Flexible Server");
        List<String> mysql = List.of("microsoft.dbformysql/flexibleservers", "microsoft.dbformysql/servers");
        put(types, mysql, "Database for MySQL", "Database for MySQL flexible servers");
        List<String> sql =
                List.of(ResourceKinds.SQL_DATABASE, ResourceKinds.SQL_SERVER, "microsoft.sql/servers/elasticpools");
        put(types, sql, "SQL Database", "SQL DB");
        put(types, List.of("microsoft.sql/managedinstances"), "SQL Managed Instance");
        put(types, List.of("microsoft.documentdb/databaseaccounts"), "Cosmos DB");
        put(
                types,
                List.of("microsoft.cache/redis", "microsoft.cache/redisenterprise"),
                "Cache for Redis",
                "Redis Cache",
                "Managed Redis");
        put(types, List.of("microsoft.storage/storageaccounts"), "Storage", "Blob Storage", "Files", "Queue Storage");
        put(types, List.of("microsoft.servicebus/namespaces"), "Service Bus");
        put(types, List.of("microsoft.eventhub/namespaces"), "Event Hubs");
        put(types, List.of("microsoft.eventgrid/topics"), "Event Grid");
        put(types, List.of("microsoft.keyvault/vaults"), "Key Vault");
        put(types, List.of("microsoft.network/applicationgateways"), "Application Gateway");
        put(types, List.of("microsoft.network/loadbalancers"), "Load Balancer");
        put(types, List.of("microsoft.network/virtualnetworks"), "Virtual Network");
        put(types, List.of("microsoft.network/frontdoors", "microsoft.cdn/profiles"), "Front Door");
        put(types, List.of("microsoft.cdn/profiles"), "Content Delivery Network");
        put(types, List.of("microsoft.network/dnszones"), "DNS");
        put(types, List.of("microsoft.network/trafficmanagerprofiles"), "Traffic Manager");
        put(types, List.of("microsoft.network/virtualnetworkgateways"), "VPN Gateway", "ExpressRoute");
        put(types, List.of("microsoft.apimanagement/service"), "API Management");
        put(types, List.of("microsoft.logic/workflows"), "Logic Apps");
        put(types, List.of("microsoft.search/searchservices"), "AI Search", "Search", "Cognitive Search");
        put(types, List.of("microsoft.insights/components"), "Application Insights");
        put(types, List.of("microsoft.operationalinsights/workspaces"), "Log Analytics");
        put(types, List.of("microsoft.insights/components", "microsoft.operationalinsights/workspaces"), "Monitor");
        put(types, List.of("microsoft.signalrservice/signalr"), "SignalR Service");
        return Map.copyOf(types);
    }

    private static void put(Map<String, List<String>> types, List<String> of, String... services) {
        for (String service : services) {
            types.put(key(service), of);
        }
    }

    /** Names come with and without the maker's. */
    private static String key(String service) {
        String name = service.toLowerCase(Locale.ROOT).strip();
        return (name.startsWith("azure ") ? name.substring("azure ".length()) : name).replaceAll("[^a-z0-9]", "");
    }
}
