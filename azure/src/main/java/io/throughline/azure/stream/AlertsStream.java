package io.throughline.azure.stream;

import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Alerts of the scope's subscriptions, by when they last changed. The service keeps them for thirty days. */
final class AlertsStream implements RevisedStream {

    static final String NAME = AlertEvents.STREAM;

    /** Changes become visible some minutes after the instant they carry. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final AlertsGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final AlertEvents events;

    AlertsStream(
            AlertsGateway gateway, AzureScope scope, Supplier<InventoryIndex> inventory, AzureEndpoints endpoints) {
        this.gateway = gateway;
        this.scope = scope;
        this.inventory = inventory;
        this.events = new AlertEvents(endpoints);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.ALERTS;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        long calls = scope.subscriptions().size();
        List<String> notes = new ArrayList<>();
        notes.add("one call lists 250 alerts; a subscription with more takes more calls");
        if (horizon.length().compareTo(Duration.ofDays(AlertsGateway.DAYS_KEPT)) > 0) {
            notes.add("Azure keeps alerts for " + AlertsGateway.DAYS_KEPT + " days");
        }
        return Optional.of(new StreamPlan(
                NAME,
                List.of("Microsoft.AlertsManagement/alerts"),
                Duration.ofMinutes(5),
                OVERLAP,
                calls,
                calls * StreamPlans.syncsPerHour(every),
                notes));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        Instant since = cursor == null ? horizon.from() : Instant.parse(cursor).minus(OVERLAP);
        Instant latest = cursor == null ? horizon.from() : Instant.parse(cursor);
        ReadNotes notes = new ReadNotes(NAME);
        if (Duration.between(since, horizon.to()).toDays() > AlertsGateway.DAYS_KEPT) {
            notes.say("Azure keeps alerts for " + AlertsGateway.DAYS_KEPT + " days; earlier ones are not to be had");
        }
        int leftOut = 0;
        Guarded guarded = new Guarded(NAME, sink);
        ScopedTargets targets = new ScopedTargets(scope, inventory.get());
        for (String subscription : scope.subscriptions()) {
            AlertsGateway.Listing listing = gateway.list(subscription, since);
            notes.throttled(listing.throttled());
            for (AzureAlert alert : listing.alerts()) {
                latest = alert.modifiedAt().isAfter(latest) ? alert.modifiedAt() : latest;
                Optional<AzureResource> target = targets.nearest(alert.targetResource());
                if (target.isPresent() || targets.mayBeInScope(alert.targetResource())) {
                    guarded.take(
                            alert.guid(),
                            alert.modifiedAt(),
                            made -> made.event(events.event(alert, subscription, target.orElse(null))));
                } else {
                    leftOut++;
                }
            }
        }
        if (leftOut > 0) {
            notes.say(leftOut + " alerts are of what is not in scope, or not known to be, and are left out");
        }
        return new Revisions(latest.toString(), false, notes.completeness(horizon.to()));
    }
}
