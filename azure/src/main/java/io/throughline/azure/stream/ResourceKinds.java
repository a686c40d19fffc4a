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
    static final String COSMOS = "microsoft.documentdb/databaseaccounts";
    static final String KUBERNETES = "microsoft.containerservice/managedclusters";
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
                "microsoft.app/jobs",
                "microsoft.compute/virtualmachines",
                "microsoft.logic/workflows");
        put(
                kinds,
                EntityKind.HOST,
                PLAN,
                "microsoft.app/managedenvironments",
                "microsoft.containerservice/managedclusters",
                "microsoft.compute/virtualmachinescalesets",
                "microsoft.web/hostingenvironments");
        put(
                kinds,
                EntityKind.DATABASE,
                POSTGRESQL,
                SQL_SERVER,
                SQL_DATABASE,
                "microsoft.dbformysql/flexibleservers",
                "microsoft.documentdb/databaseaccounts",
                "microsoft.documentdb/mongoclusters",
                "microsoft.sql/managedinstances",
                "microsoft.sql/managedinstances/databases",
                "microsoft.sql/servers/elasticpools");
        put(kinds, EntityKind.CACHE, "microsoft.cache/redis", "microsoft.cache/redisenterprise");
        put(
                kinds,
                EntityKind.MESSAGING,
                "microsoft.servicebus/namespaces",
                "microsoft.eventhub/namespaces",
                "microsoft.eventgrid/domains",
                "microsoft.eventgrid/namespaces",
                "microsoft.eventgrid/systemtopics",
                "microsoft.eventgrid/topics",
                "microsoft.relay/namespaces");
        put(
                kinds,
                EntityKind.NETWORK,
                "microsoft.network/loadbalancers",
                "microsoft.network/applicationgateways",
                "microsoft.network/frontdoors",
                "microsoft.cdn/profiles",
                "microsoft.network/trafficmanagerprofiles",
                "microsoft.network/virtualnetworks",
                "microsoft.apimanagement/service",
                "microsoft.network/azurefirewalls",
                "microsoft.network/bastionhosts",
                "microsoft.network/dnszones",
                "microsoft.network/expressroutecircuits",
                "microsoft.network/expressroutegateways",
                "microsoft.network/natgateways",
                "microsoft.network/networksecuritygroups",
                "microsoft.network/privatednszones",
                "microsoft.network/privateendpoints",
                "microsoft.network/publicipaddresses",
                "microsoft.network/virtualnetworkgateways",
                "microsoft.network/vpngateways");
        put(
                kinds,
                EntityKind.STORAGE,
                "microsoft.storage/storageaccounts",
                "microsoft.compute/disks",
                "microsoft.netapp/netappaccounts");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, EntityKind> kinds, EntityKind kind, String... types) {
        for (String type : types) {
            kinds.put(type, kind);
        }
    }
}
