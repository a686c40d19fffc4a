package io.throughline.azure.stream;

import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Alerts of the scope's subscriptions, by when they last changed. The service keeps them for thirty days. */
final class AlertsStream implements RevisedStream {

    static final String NAME = "azure/alerts";

    /** Changes become visible some minutes after the instant they carry. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final AlertsGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final AzureEndpoints endpoints;

    AlertsStream(
            AlertsGateway gateway, AzureScope scope, Supplier<InventoryIndex> inventory, AzureEndpoints endpoints) {
        this.gateway = gateway;
        this.scope = scope;
        this.inventory = inventory;
        this.endpoints = endpoints;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        Instant since = cursor == null ? horizon.from() : Instant.parse(cursor).minus(OVERLAP);
        Instant latest = cursor == null ? horizon.from() : Instant.parse(cursor);
        ReadNotes notes = new ReadNotes(NAME);
        if (Duration.between(since, horizon.to()).toDays() > AlertsGateway.DAYS_KEPT) {
            notes.say("Azure keeps alerts for " + AlertsGateway.DAYS_KEPT + " days; earlier ones are not to be had");
        }
        InventoryIndex known = inventory.get();
        for (String subscription : scope.subscriptions()) {
            AlertsGateway.Listing listing = gateway.list(subscription, since);
            notes.throttled(listing.throttled());
            for (AzureAlert alert : listing.alerts()) {
                latest = alert.modifiedAt().isAfter(latest) ? alert.modifiedAt() : latest;
                Optional<AzureResource> target =
                        Optional.ofNullable(alert.targetResource()).flatMap(known::byId);
                if (target.isPresent()
                        || scope.hasUnlisted(
                                alert.targetResource(), id -> known.byId(id).isPresent())) {
                    sink.event(event(subscription, alert, target));
                }
            }
        }
        return new Revisions(latest.toString(), false, notes.completeness(horizon.to()));
    }

    private Alert event(String subscription, AzureAlert alert, Optional<AzureResource> target) {
        boolean resolved = alert.condition().equalsIgnoreCase("Resolved");
        Instant resolvedAt = !resolved ? null : alert.resolvedAt() != null ? alert.resolvedAt() : alert.modifiedAt();
        Instant end = resolvedAt != null ? resolvedAt : alert.modifiedAt();
        String id = alert.targetResource() != null ? alert.targetResource() : "/subscriptions/" + subscription;
        EntityId entity = AzureEntities.resourceId(id);
        String rule = ruleName(alert);
        return new Alert(
                new EventHeader(
                        entity,
                        target.map(AzureResource::environment).orElse(null),
                        alert.startedAt(),
                        end.isBefore(alert.startedAt()) ? alert.startedAt() : end,
                        alert.name(),
                        Attributes.builder()
                                .put("throughline.azure.alert.monitor", alert.monitorService())
                                .put("throughline.azure.alert.signal", alert.signalType())
                                .put("throughline.azure.alert.state", alert.state())
                                .put("throughline.azure.alert.severity", alert.severity())
                                .build(),
                        new Provenance(NAME, alert.guid(), page(alert))),
                rule,
                severity(alert.severity()),
                state(alert, resolved),
                alert.description(),
                resolvedAt);
    }

    private URI page(AzureAlert alert) {
        return URI.create(endpoints.portal()
                + "/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/"
                + URLEncoder.encode(alert.id(), StandardCharsets.UTF_8));
    }

    private static String ruleName(AzureAlert alert) {
        String rule = alert.rule();
        if (rule == null) {
            return alert.name();
        }
        return rule.startsWith("/") ? rule.substring(rule.lastIndexOf('/') + 1) : rule;
    }

    /** People acknowledge or close an alert while its condition may still hold. */
    private static Alert.State state(AzureAlert alert, boolean resolved) {
        if (resolved) {
            return Alert.State.RESOLVED;
        }
        boolean touched =
                alert.state().equalsIgnoreCase("Acknowledged") || alert.state().equalsIgnoreCase("Closed");
        return touched ? Alert.State.ACKNOWLEDGED : Alert.State.FIRED;
    }

    private static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "sev0" -> Severity.CRITICAL;
            case "sev1" -> Severity.ERROR;
            case "sev2" -> Severity.WARNING;
            case "sev3" -> Severity.INFORMATIONAL;
            case "sev4" -> Severity.VERBOSE;
            default -> Severity.UNKNOWN;
        };
    }
}
