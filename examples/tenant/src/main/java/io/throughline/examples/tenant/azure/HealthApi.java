package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resource Health. It says whether the platform keeps a resource running, not whether what runs on it does well, and no
 * recording has a failure of the platform: every resource is available, from the first minute of which anything was measured,
 * and there is no event of the service. Its pages are small on purpose.
 */
final class HealthApi {

    private static final int LARGEST_PAGE = 4;
    /** The types of the inventory that the service watches. */
    private static final Set<String> WATCHED = Set.of(
            "microsoft.dbforpostgresql/flexibleservers",
            "microsoft.operationalinsights/workspaces",
            "microsoft.web/serverfarms",
            "microsoft.web/sites");

    private final Manifest manifest;
    private final Replay replay;
    private final Inventory inventory;
    private final Instant since;

    HealthApi(Manifest manifest, Replay replay, RecordingDatabase database, Inventory inventory) {
        this.manifest = manifest;
        this.replay = replay;
        this.inventory = inventory;
        this.since = firstMeasured(database).orElse(manifest.start());
    }

    private static Optional<Instant> firstMeasured(RecordingDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT epoch_ms(min(TimeStamp)) FROM platform_metrics")) {
            rows.next();
            long millis = rows.getLong(1);
            return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read since when there are platform metrics", e);
        }
    }

    /**
     * {@code GET {scope}/providers/Microsoft.ResourceHealth/availabilityStatuses}: of a subscription or group how each resource
     * is now, of a resource its history.
     */
    WireResponse list(WireRequest request, String self) {
        ResourceScope scope = ResourceScope.of(request.segment("scope"), manifest, inventory);
        return ArmPage.of(request, self, statuses(scope), LARGEST_PAGE);
    }

    /** {@code GET {resource}/providers/Microsoft.ResourceHealth/availabilityStatuses/current}. */
    WireResponse current(WireRequest request) {
        ResourceScope scope = ResourceScope.of(request.segment("scope"), manifest, inventory);
        return statuses(scope).stream()
                .filter(status -> scope.isResource())
                .findFirst()
                .map(status -> AzureErrors.identified(WireResponse.json(200, status)))
                .orElseThrow(() -> AzureErrors.refusal(
                        400, "UnsupportedResourceType", "Resource health is not supported for this resource."));
    }

    /** {@code GET {subscription}/providers/Microsoft.ResourceHealth/events}. */
    WireResponse events(WireRequest request, String self) {
        ResourceScope.of(request.segment("scope"), manifest, inventory);
        return ArmPage.of(request, self, List.of(), LARGEST_PAGE);
    }

    /** Returns what Resource Health says of the resources of a scope. */
    List<ObjectNode> statuses(ResourceScope scope) {
        return inventory.all().stream()
                .filter(resource -> WATCHED.contains(resource.type()) && scope.contains(resource.id()))
                .map(this::status)
                .toList();
    }

    private ObjectNode status(Resource resource) {
        ObjectNode status = Json.object()
                .put("id", resource.id() + "/providers/Microsoft.ResourceHealth/availabilityStatuses/current")
                .put("name", "current")
                .put("type", "Microsoft.ResourceHealth/AvailabilityStatuses")
                .put("location", manifest.region());
        status.putObject("properties")
                .put("availabilityState", "Available")
                .put("title", "Available")
                .put("summary", "There aren't any known Azure platform problems affecting this resource.")
                .put("reasonType", "")
                .put("reasonChronicity", "Persistent")
                .put("occuredTime", replay.served(since).toString())
                .put(
                        "reportedTime",
                        replay.now().truncatedTo(ChronoUnit.MINUTES).toString());
        return status;
    }
}
