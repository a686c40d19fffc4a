package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The subscription's activity log: what Resource Manager would have written of each recorded deployment. The shop starts a new
 * version beside the old one, warms it up, switches the traffic and stops the old one, which in App Service is a swap of slots
 * by the release pipeline, a service principal: {@code Started} and {@code Accepted} when the deployment began, {@code
 * Succeeded} when it was done, all of one correlation id. Nothing else that was recorded goes through Resource Manager. An entry
 * can be read five minutes after it happened; ids follow from what they name, so they are the same at every start.
 */
final class ActivityLog {

    /** How long an entry takes to where it can be read. */
    static final Duration DELAY = Duration.ofMinutes(5);

    private static final String OPERATION = "Microsoft.Web/sites/slotsswap/action";

    private ActivityLog() {}

    /**
     * An entry; times are recorded ones.
     *
     * @param status {@code Started}, {@code Accepted} or {@code Succeeded}
     * @param subStatus an HTTP status by name; may be empty
     * @param correlationId the same for all entries of one operation
     */
    record Entry(
            Instant at,
            String status,
            String subStatus,
            String eventName,
            String eventDataId,
            String correlationId,
            String caller,
            String resourceId) {

        String operation() {
            return OPERATION;
        }

        Instant readable() {
            return at.plus(DELAY);
        }
    }

    /** Returns the entries, the newest first. */
    static List<Entry> of(Recording recording) {
        String caller = id("release pipeline", recording.manifest().tenant());
        List<Entry> entries = new ArrayList<>();
        for (RecordedDeployment deployment : RecordedDeployment.of(recording)) {
            String app = deployment.service().armId();
            String correlation =
                    id(app, deployment.version(), deployment.started().toString());
            entries.add(entry(deployment.started(), "Started", "", "BeginRequest", correlation, caller, app));
            entries.add(entry(deployment.started(), "Accepted", "Accepted", "EndRequest", correlation, caller, app));
            entries.add(entry(deployment.finished(), "Succeeded", "OK", "EndRequest", correlation, caller, app));
        }
        entries.sort(java.util.Comparator.comparing(Entry::at).reversed());
        return List.copyOf(entries);
    }

    private static Entry entry(
            Instant at,
            String status,
            String subStatus,
            String event,
            String correlation,
            String caller,
            String resource) {
        return new Entry(at, status, subStatus, event, id(correlation, status), correlation, caller, resource);
    }

    private static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Returns a SELECT of the entries as the table AzureActivity has them, with recorded times. */
    static String sql(List<Entry> entries, Manifest manifest) {
        String columns =
                "TimeGenerated, IngestedAt, OperationName, OperationNameValue, ActivityStatus, ActivityStatusValue,"
                        + " ActivitySubstatus, ActivitySubstatusValue, Category, CategoryValue, Level, Caller, CorrelationId,"
                        + " OperationId, ResourceGroup, ResourceId, Resource, ResourceProvider, ResourceProviderValue,"
                        + " SubscriptionId, EventDataId, EventSubmissionTimestamp, Hierarchy, Properties, Properties_d,"
                        + " \"Authorization\", Authorization_d";
        if (entries.isEmpty()) {
            String nulls = java.util.Arrays.stream(columns.split(","))
                    .map(String::strip)
                    .map(column -> "CAST(NULL AS " + (isTime(column) ? "TIMESTAMP" : "VARCHAR") + ") AS " + column)
                    .collect(Collectors.joining(", "));
            return "SELECT " + nulls + " WHERE FALSE";
        }
        return "SELECT * FROM (VALUES "
                + entries.stream().map(entry -> row(entry, manifest)).collect(Collectors.joining(", ")) + ") AS e("
                + columns + ")";
    }

    private static boolean isTime(String column) {
        return column.equals("TimeGenerated") || column.equals("IngestedAt") || column.endsWith("Timestamp");
    }

    private static String row(Entry entry, Manifest manifest) {
        String properties = properties(entry, manifest).toString();
        String authorization = authorization(entry).toString();
        return List.of(
                        Sql.timestamp(entry.at()),
                        Sql.timestamp(entry.readable()),
                        Sql.text("Swap Web App Slots"),
                        Sql.text(entry.operation().toUpperCase(Locale.ROOT)),
                        Sql.text(entry.status()),
                        // The table says Start, Accept and Success where the REST interface has the participles.
                        Sql.text(inTable(entry.status())),
                        Sql.text(entry.subStatus()),
                        Sql.text(entry.subStatus()),
                        Sql.text("Administrative"),
                        Sql.text("Administrative"),
                        Sql.text("Informational"),
                        Sql.text(entry.caller()),
                        Sql.text(entry.correlationId()),
                        Sql.text(entry.correlationId()),
                        Sql.text(manifest.resourceGroup()),
                        Sql.text(entry.resourceId()),
                        Sql.text(entry.resourceId().substring(entry.resourceId().lastIndexOf('/') + 1)),
                        Sql.text("Microsoft.Web"),
                        Sql.text("MICROSOFT.WEB"),
                        Sql.text(manifest.subscription()),
                        Sql.text(entry.eventDataId()),
                        Sql.timestamp(entry.readable()),
                        Sql.text(manifest.subscription()),
                        Sql.text(properties),
                        Sql.text(properties),
                        Sql.text(authorization),
                        Sql.text(authorization))
                .stream()
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String inTable(String status) {
        return switch (status) {
            case "Started" -> "Start";
            case "Accepted" -> "Accept";
            case "Succeeded" -> "Success";
            default -> status;
        };
    }

    static ObjectNode properties(Entry entry, Manifest manifest) {
        return Json.object()
                .put("eventCategory", "Administrative")
                .put("entity", entry.resourceId())
                .put("message", entry.operation())
                .put("hierarchy", manifest.tenant() + "/" + manifest.subscription());
    }

    static ObjectNode authorization(Entry entry) {
        return Json.object().put("action", entry.operation()).put("scope", entry.resourceId());
    }
}
