package io.throughline.azure.stream;

import io.throughline.azure.alerts.AlertLifecycle;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of alerts, whether they were listed or posted: an alert has the same id either way, so that the stream
 * {@value #STREAM} revises what was posted, and nothing counts twice. Immutable.
 *
 * <p>A host that takes an action group's posts puts them into its store between two syncs like this; until the stream was
 * synced once there is nothing to do, as it will bring the alert itself:
 *
 * <pre>{@code
 * CommonAlert post = CommonAlert.parse(request.body());
 * AlertLifecycle known = lifecycles.merge(                       // a ConcurrentHashMap by GUID, for instance
 *         post.guid(), AlertLifecycle.of(post), (before, fresh) -> before.posted(post));
 * store.state(AlertEvents.STREAM).filter(state -> !known.test()).ifPresent(state -> {
 *     TelemetryBatch batch = new TelemetryBatch();
 *     batch.event(events.event(known.alert(), inventory.get(known.alert().targetResource())));
 *     store.revise(batch, state);                                // the cursor stays: the stream still reads it all
 * });
 * }</pre>
 *
 * <p>A host that does not know the alert, because it was started after it fired, begins with {@code
 * AlertLifecycle.of(client.alerts().get(post.alertId()))} and adds the post. It must not write while a sync of this stream
 * runs.
 */
public final class AlertEvents {

    /** The stream that lists alerts. */
    public static final String STREAM = "azure/alerts";

    private static final String SUBSCRIPTIONS = "/subscriptions/";

    private final AzureEndpoints endpoints;

    /** Creates a maker of events; links lead to the portal of these endpoints' cloud. */
    public AlertEvents(AzureEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Returns the event of an alert that was listed, or of {@link AlertLifecycle#alert()}.
     *
     * @param target what it is about, from the inventory, or null if that does not have it
     */
    public Alert event(AzureAlert alert, @Nullable AzureResource target) {
        return event(alert, subscriptionOf(alert.id()), target);
    }

    Alert event(AzureAlert alert, String subscription, @Nullable AzureResource target) {
        boolean resolved = alert.resolved();
        Instant resolvedAt = !resolved ? null : alert.resolvedAt() != null ? alert.resolvedAt() : alert.modifiedAt();
        Instant end = resolvedAt != null ? resolvedAt : alert.modifiedAt();
        String id = alert.targetResource() != null ? alert.targetResource() : SUBSCRIPTIONS + subscription;
        Attributes.Builder attributes = Attributes.builder()
                .put("throughline.azure.alert.monitor", alert.monitorService())
                .put("throughline.azure.alert.signal", alert.signalType())
                .put("throughline.azure.alert.state", alert.state())
                .put("throughline.azure.alert.severity", alert.severity());
        switch (alert.nature()) {
            case STATEFUL -> {
                // What most are need not be said.
            }
            case STATELESS -> attributes.put("throughline.azure.alert.nature", "stateless");
            case SMART_DETECTION -> attributes.put("throughline.azure.alert.nature", "smart detection");
        }
        if (alert.details().suppressed()) {
            attributes.put("throughline.azure.alert.suppressed", true);
        }
        return new Alert(
                new EventHeader(
                        AzureEntities.resourceId(id),
                        target == null ? null : target.environment(),
                        alert.startedAt(),
                        end.isBefore(alert.startedAt()) ? alert.startedAt() : end,
                        alert.name(),
                        attributes.build(),
                        new Provenance(STREAM, alert.guid(), page(alert))),
                ruleName(alert),
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

    private static String subscriptionOf(String armId) {
        String rest = armId.startsWith(SUBSCRIPTIONS) ? armId.substring(SUBSCRIPTIONS.length()) : armId;
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
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
