package io.throughline.azure.stream;

import io.throughline.core.telemetry.EntityKind;
import java.util.HashMap;
import java.util.Map;

/** What sort of thing a resource of a type is. */
final class ResourceKinds {

    static final String WEB_APP = "microsoft.web/sites";
    static final String PLAN = "microsoft.web/serverfarms";
    static final String POSTGRESQL = "microsoft.dbforpostgresql/flexibleservers";
    static final String SQL_SERVER = "microsoft.sql/servers";
    static final String SQL_DATABASE = "microsoft.sql/servers/databases";

    private static final Map<String, EntityKind> KINDS = kinds();

    private ResourceKinds() {}

    static EntityKind kindOf(String type) {
        return KINDS.getOrDefault(type, EntityKind.OTHER);
    }

    private static Map<String, EntityKind> kinds() {
        Map<String, EntityKind> kinds = new HashMap<>();
        put(
                kinds,
                EntityKind.COMPUTE,
                WEB_APP,
                "microsoft.web/sites/slots",
                "microsoft.app/containerapps",
                "microsoft.containerinstance/containergroups",
                "microsoft.compute/virtualmachines");
        put(
                kinds,
                EntityKind.HOST,
                PLAN,
                "microsoft.app/managedenvironments",
                "microsoft.containerservice/managedclusters",
                "microsoft.compute/virtualmachinescalesets");
        put(
                kinds,
                EntityKind.DATABASE,
                POSTGRESQL,
                SQL_SERVER,
                SQL_DATABASE,
                "microsoft.dbformysql/flexibleservers",
                "microsoft.documentdb/databaseaccounts",
                "microsoft.sql/managedinstances");
        put(kinds, EntityKind.CACHE, "microsoft.cache/redis", "microsoft.cache/redisenterprise");
        put(
                kinds,
                EntityKind.MESSAGING,
                "microsoft.servicebus/namespaces",
                "microsoft.eventhub/namespaces",
                "microsoft.eventgrid/topics");
        put(
                kinds,
                EntityKind.NETWORK,
                "microsoft.network/loadbalancers",
                "microsoft.network/applicationgateways",
                "microsoft.network/frontdoors",
                "microsoft.cdn/profiles",
                "microsoft.network/trafficmanagerprofiles",
                "microsoft.network/virtualnetworks",
                "microsoft.network/dnszones");
        put(kinds, EntityKind.STORAGE, "microsoft.storage/storageaccounts", "microsoft.compute/disks");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, EntityKind> kinds, EntityKind kind, String... types) {
        for (String type : types) {
            kinds.put(type, kind);
        }
    }
}
