package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.wire.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resources of the subscription: what the recording names, and whatever else it has platform metrics of. */
final class Inventory {

    private final Map<String, Resource> resources = new TreeMap<>();

    private Inventory() {}

    static Inventory of(Manifest manifest, RecordingDatabase database) {
        Inventory inventory = new Inventory();
        List<String> measured = measured(database);
        String workspace = manifest.workspaceArmId();
        inventory.add(new Resource(workspace, "", Json.object().put("customerId", manifest.workspaceId())));
        inventory.add(new Resource(
                manifest.databaseArmId(), "", Json.object().put("fullyQualifiedDomainName", manifest.databaseHost())));
        for (RecordedService service : manifest.services()) {
            Optional<String> plan = plan(service, measured);
            Resource site =
                    new Resource(service.armId(), "app,linux", Json.object().put("defaultHostName", service.host()));
            plan.ifPresent(id -> {
                site.properties().put("serverFarmId", id);
                inventory.add(new Resource(id, "linux", Json.object()));
            });
            inventory.add(site);
            if (service.componentArmId() != null) {
                inventory.add(new Resource(
                        service.componentArmId(), "web", Json.object().put("WorkspaceResourceId", workspace)));
            }
        }
        for (String id : measured) {
            inventory.resources.computeIfAbsent(
                    id.toLowerCase(Locale.ROOT), key -> new Resource(id, "", Json.object()));
        }
        return inventory;
    }

    /** Returns the tags that every resource has. */
    static Map<String, String> tags(Manifest manifest) {
        return Map.of("product", manifest.product(), "environment", manifest.environment());
    }

    Collection<Resource> all() {
        return resources.values();
    }

    Optional<Resource> find(String armId) {
        return Optional.ofNullable(resources.get(armId.toLowerCase(Locale.ROOT)));
    }

    private void add(Resource resource) {
        resources.put(resource.key(), resource);
    }

    /** The recorded plan, or the measured one that is called as its app is, {@code asp-x} for {@code app-x}. */
    private static Optional<String> plan(RecordedService service, List<String> measured) {
        if (service.planArmId() != null) {
            return Optional.of(service.planArmId());
        }
        String app = service.armId().substring(service.armId().lastIndexOf('/') + 1);
        String plan = "/serverfarms/" + app.replaceFirst("^app-", "asp-").toLowerCase(Locale.ROOT);
        return measured.stream()
                .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(plan))
                .findFirst();
    }

    private static List<String> measured(RecordingDatabase database) {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT ResourceId FROM platform_metrics ORDER BY ResourceId")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which resources were measured", e);
        }
        return ids;
    }
}
