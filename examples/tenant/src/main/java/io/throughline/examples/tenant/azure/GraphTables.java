package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.azure.kql.Relation;
import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of Resource Graph: the inventory, what it is in, and what health, alerts and Advisor say of it. */
final class GraphTables {

    private static final List<Column> COLUMNS = List.of(
            Column.of("id", KustoType.STRING),
            Column.of("name", KustoType.STRING),
            Column.of("type", KustoType.STRING),
            Column.of("tenantId", KustoType.STRING),
            Column.of("kind", KustoType.STRING),
            Column.of("location", KustoType.STRING),
            Column.of("resourceGroup", KustoType.STRING),
            Column.of("subscriptionId", KustoType.STRING),
            Column.of("managedBy", KustoType.STRING),
            Column.of("sku", KustoType.DYNAMIC),
            Column.of("plan", KustoType.DYNAMIC),
            Column.of("properties", KustoType.DYNAMIC),
            Column.of("tags", KustoType.DYNAMIC));

    private final Manifest manifest;
    private final Inventory inventory;
    private final PriceList prices;
    private final HealthApi health;
    private final AlertsApi alerts;
    private final AdvisorApi advisor;

    GraphTables(
            Manifest manifest,
            Inventory inventory,
            PriceList prices,
            HealthApi health,
            AlertsApi alerts,
            AdvisorApi advisor) {
        this.manifest = manifest;
        this.inventory = inventory;
        this.prices = prices;
        this.health = health;
        this.alerts = alerts;
        this.advisor = advisor;
    }

    /**
     * Returns a table.
     *
     * @param visible whether the caller asks for the subscription at all
     */
    Optional<Relation> table(String name, boolean visible) {
        ResourceScope all =
                new ResourceScope("/subscriptions/" + manifest.subscription().toLowerCase(Locale.ROOT));
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "resources" -> Optional.of(relation(resources(), visible));
            case "resourcecontainers" -> Optional.of(relation(containers(), visible));
            case "healthresources" -> Optional.of(relation(extensions(health.statuses(all)), visible));
            case "alertsmanagementresources" -> Optional.of(relation(extensions(alerts.items()), visible));
            case "advisorresources" -> Optional.of(relation(extensions(advisor.recommendations(all)), visible));
            // Nothing was recorded that would be in these.
            case "servicehealthresources", "resourcechanges" -> Optional.of(relation(List.of(), visible));
            default -> Optional.empty();
        };
    }

    private List<String> resources() {
        String tags = tags().toString();
        return inventory.all().stream()
                .map(resource -> row(
                        resource.id(),
                        resource.name(),
                        resource.type(),
                        resource.kind(),
                        manifest.resourceGroup(),
                        prices.size(resource.type()).map(GraphTables::sku).orElse(""),
                        resource.properties().toString(),
                        tags))
                .toList();
    }

    private static String sku(PriceList.Size size) {
        ObjectNode sku = Json.object().put("name", size.name()).put("tier", size.tier());
        return (size.capacity() == 0 ? sku : sku.put("capacity", size.capacity())).toString();
    }

    private ObjectNode tags() {
        ObjectNode tags = Json.object();
        Inventory.tags(manifest).forEach(tags::put);
        return tags;
    }

    private List<String> containers() {
        ObjectNode subscription = Json.object().put("state", "Enabled");
        subscription
                .putArray("managementGroupAncestorsChain")
                .addObject()
                .put("name", manifest.tenant())
                .put("displayName", ManagementGroups.ROOT);
        ObjectNode root =
                Json.object().put("displayName", ManagementGroups.ROOT).put("tenantId", manifest.tenant());
        String id = "/subscriptions/" + manifest.subscription();
        String name = manifest.product() + " " + manifest.environment();
        return List.of(
                row(id, name, "microsoft.resources/subscriptions", "", "", "", subscription.toString(), "{}"),
                row(
                        id + "/resourceGroups/" + manifest.resourceGroup(),
                        manifest.resourceGroup(),
                        "microsoft.resources/subscriptions/resourcegroups",
                        "",
                        manifest.resourceGroup(),
                        "",
                        Json.object().put("provisioningState", "Succeeded").toString(),
                        tags().toString()),
                row(
                        ManagementGroups.id(manifest),
                        manifest.tenant(),
                        "microsoft.management/managementgroups",
                        "",
                        "",
                        "",
                        root.toString(),
                        ""));
    }

    private List<String> extensions(List<ObjectNode> items) {
        return items.stream()
                .map(item -> row(
                        item.path("id").asText(),
                        item.path("name").asText(),
                        item.path("type").asText().toLowerCase(Locale.ROOT),
                        "",
                        manifest.resourceGroup(),
                        "",
                        item.path("properties").toString(),
                        ""))
                .toList();
    }

    private String row(
            String id,
            String name,
            String type,
            String kind,
            String group,
            String sku,
            String properties,
            String tags) {
        List<String> cells = new ArrayList<>();
        boolean managementGroup = type.equals("microsoft.management/managementgroups");
        List<String> texts = List.of(
                id,
                name,
                type,
                manifest.tenant(),
                kind,
                managementGroup ? "" : manifest.region(),
                group,
                managementGroup ? "" : manifest.subscription(),
                "");
        texts.forEach(text -> cells.add(Sql.text(text)));
        for (String json : List.of(sku, "", properties, tags)) {
            cells.add("CAST(" + (json.isEmpty() ? "NULL" : Sql.text(json)) + " AS JSON)");
        }
        return "(" + String.join(", ", cells) + ")";
    }

    private static Relation relation(List<String> rows, boolean visible) {
        String names = COLUMNS.stream().map(Column::sql).collect(Collectors.joining(", "));
        if (rows.isEmpty() || !visible) {
            String nulls = COLUMNS.stream()
                    .map(column -> "CAST(NULL AS " + column.type().sql() + ") AS " + column.sql())
                    .collect(Collectors.joining(", "));
            return new Relation("SELECT " + nulls + " WHERE FALSE", COLUMNS, false);
        }
        return new Relation(
                "SELECT " + names + " FROM (VALUES " + String.join(", ", rows) + ") AS rows(" + names + ")",
                COLUMNS,
                false);
    }
}
