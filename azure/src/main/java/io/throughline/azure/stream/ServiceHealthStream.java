package io.throughline.azure.stream;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.health.ServiceEvent;
import io.throughline.azure.health.ServiceEvent.Impact;
import io.throughline.azure.health.ServiceEvent.Region;
import io.throughline.azure.paging.AzurePages;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Azure tells about its services: an event on the subscription, and one on each resource of the inventory that is of
 * such a service in such a region, if the event may keep it from working (issues, and maintenance). Nobody says that a
 * certain resource suffers: that is {@link HealthStream}'s part. Issues degrade; of all else the health is unknown.
 */
final class ServiceHealthStream implements RevisedStream {

    static final String NAME = "azure/service-health";

    /** The service only compares days, and an update may carry a time some minutes back. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final HealthGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final AzureEndpoints endpoints;

    ServiceHealthStream(
            HealthGateway gateway, AzureScope scope, Supplier<InventoryIndex> inventory, AzureEndpoints endpoints) {
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
    public Tier tier() {
        return Tier.ALERTS;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        long calls = scope.subscriptions().size();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("Microsoft.ResourceHealth/events"),
                Duration.ofMinutes(15),
                OVERLAP,
                calls,
                calls * StreamPlans.syncsPerHour(every),
                List.of("a subscription with many events takes more pages")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Guarded guarded = new Guarded(NAME, sink);
        Instant latest = cursor == null ? horizon.from() : Instant.parse(cursor);
        Instant since = cursor == null ? horizon.from() : latest.minus(OVERLAP);
        if (Duration.between(since, horizon.to()).toDays() > HealthGateway.DAYS_KEPT) {
            notes.say("Azure keeps service events for " + HealthGateway.DAYS_KEPT + " days; earlier ones are not to be"
                    + " had");
        }
        ScopedTargets targets = new ScopedTargets(scope, inventory.get());
        for (String subscription : scope.subscriptions()) {
            try {
                AzurePages<ServiceEvent> events = gateway.events(subscription, since);
                for (ServiceEvent event : events) {
                    Instant updated = event.updatedAt();
                    latest = updated != null && updated.isAfter(latest) ? updated : latest;
                    guarded.take(
                            event.trackingId(),
                            updated == null ? Instant.EPOCH : updated,
                            made -> deliver(subscription, event, targets, horizon, made));
                }
                notes.throttled(events.throttled());
            } catch (ResponseException e) {
                ArmNotes.unregistered(e, "Microsoft.ResourceHealth", subscription)
                        .ifPresentOrElse(notes::say, () -> {
                            throw e;
                        });
            }
        }
        return new Revisions(latest.toString(), false, notes.completeness(horizon.to()));
    }

    private void deliver(
            String subscription, ServiceEvent event, ScopedTargets targets, TimeWindow horizon, TelemetrySink sink) {
        Instant start = event.impactFrom() != null ? event.impactFrom() : event.updatedAt();
        if (start == null) {
            throw new IllegalArgumentException(
                    "event " + event.trackingId() + " has neither impactStartTime nor lastUpdateTime");
        }
        Instant end = end(event, start);
        if (end.isBefore(horizon.from())) {
            return;
        }
        Map<String, AzureResource> concerned = concerned(subscription, event, targets);
        EntityId whole = AzureEntities.resourceId("/subscriptions/" + subscription);
        sink.event(transition(event, whole, null, start, end, subscription, concerned.size()));
        if (type(event).equals("serviceissue") || type(event).equals("plannedmaintenance")) {
            concerned.forEach((key, resource) -> sink.event(transition(
                    event,
                    AzureEntities.resourceId(resource.id()),
                    resource.environment(),
                    start,
                    end,
                    key,
                    concerned.size())));
        }
    }

    /** It lasts until its end; while that is unknown or still to come, until the last that was heard of it. */
    private static Instant end(ServiceEvent event, Instant start) {
        Instant told = event.impactTo() != null ? event.impactTo() : event.updatedAt();
        return told == null || told.isBefore(start) ? start : told;
    }

    private HealthTransition transition(
            ServiceEvent event,
            EntityId entity,
            @Nullable String environment,
            Instant start,
            Instant end,
            String on,
            int concerned) {
        String services = event.impacts().stream()
                .map(Impact::service)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String regions = event.impacts().stream()
                .flatMap(impact -> impact.regions().stream())
                .map(Region::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Attributes attributes = Attributes.builder()
                .put("throughline.azure.service.event.id", event.trackingId())
                .put("throughline.azure.service.event.type", event.type())
                .put("throughline.azure.service.event.status", event.status())
                .put("throughline.azure.service.event.level", event.level())
                .put("throughline.azure.service.names", services.isEmpty() ? null : services)
                .put("throughline.azure.service.resources", concerned)
                .put(AttributeKeys.CLOUD_REGION, regions.isEmpty() ? null : regions)
                .build();
        String title = event.title() != null
                ? event.title()
                : "Azure " + event.type() + (services.isEmpty() ? "" : ": " + services);
        return new HealthTransition(
                new EventHeader(
                        entity,
                        environment,
                        start,
                        end,
                        title,
                        attributes,
                        new Provenance(NAME, event.trackingId() + "@" + on, page())),
                null,
                type(event).equals("serviceissue") ? Health.DEGRADED : Health.UNKNOWN,
                event.summary());
    }

    private Map<String, AzureResource> concerned(String subscription, ServiceEvent event, ScopedTargets targets) {
        Map<String, AzureResource> concerned = new TreeMap<>();
        for (Impact impact : event.impacts()) {
            List<String> types = ServiceTypes.of(impact.service());
            List<String> regions = new ArrayList<>();
            for (Region region : impact.regions()) {
                if (region.subscriptions().isEmpty()
                        || region.subscriptions().stream().anyMatch(subscription::equalsIgnoreCase)) {
                    regions.add(place(region.name()));
                }
            }
            for (AzureResource resource : targets.all()) {
                boolean here = regions.contains("global") || regions.contains(resource.location());
                if (here
                        && types.contains(resource.type())
                        && resource.subscriptionId().equalsIgnoreCase(subscription)) {
                    concerned.put(resource.key(), resource);
                }
            }
        }
        return concerned;
    }

    private URI page() {
        return URI.create(endpoints.portal() + "/#blade/Microsoft_Azure_Health/AzureHealthBrowseBlade/serviceIssues");
    }

    private static String type(ServiceEvent event) {
        return event.type().toLowerCase(Locale.ROOT);
    }

    private static String place(String region) {
        return region.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
