package io.throughline.azure.stream;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.health.AvailabilityStatus;
import io.throughline.azure.health.AvailabilityStatus.RecentlyResolved;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.paging.AzurePages;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.stream.HealthCursor.Illness;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When resources of the scope became unavailable or worse, and well again, as Resource Health tells. It tells how they
 * are, and an unavailability that ended lately; what was ill at the last look is remembered in the cursor. That a
 * resource is well, without having been ill, is no event.
 */
final class HealthStream implements RevisedStream {

    static final String NAME = "azure/health";

    private final HealthGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final AzureEndpoints endpoints;

    HealthStream(
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
                List.of("Microsoft.ResourceHealth/availabilityStatuses"),
                Duration.ofMinutes(15),
                Duration.ZERO,
                calls,
                calls * StreamPlans.syncsPerHour(every),
                List.of(
                        "a subscription with many resources takes more pages",
                        "what ended before the first sync is" + " known only if it ended lately")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Guarded guarded = new Guarded(NAME, sink);
        SortedMap<String, Illness> before = HealthCursor.parse(cursor).ill();
        SortedMap<String, Illness> after = new TreeMap<>();
        ScopedTargets targets = new ScopedTargets(scope, inventory.get());
        for (String subscription : scope.subscriptions()) {
            try {
                AzurePages<AvailabilityStatus> statuses = gateway.list("/subscriptions/" + subscription);
                for (AvailabilityStatus status : statuses) {
                    Optional<AzureResource> target = targets.nearest(status.resourceId());
                    target.ifPresent(resource -> guarded.take(
                            AzureResource.keyOf(status.resourceId()),
                            status.reportedAt() == null ? Instant.EPOCH : status.reportedAt(),
                            made -> deliver(status, resource, before, after, horizon, made)));
                }
                notes.throttled(statuses.throttled());
            } catch (ResponseException e) {
                ArmNotes.unregistered(e, "Microsoft.ResourceHealth", subscription)
                        .ifPresentOrElse(notes::say, () -> {
                            throw e;
                        });
            }
        }
        return new Revisions(new HealthCursor(after).text(), false, notes.completeness(horizon.to()));
    }

    private void deliver(
            AvailabilityStatus status,
            AzureResource target,
            SortedMap<String, Illness> before,
            SortedMap<String, Illness> after,
            TimeWindow horizon,
            TelemetrySink sink) {
        String key = AzureResource.keyOf(status.resourceId());
        Illness known = before.get(key);
        RecentlyResolved over = status.recentlyResolved();
        if (over != null && !over.resolvedAt().isBefore(over.unavailableAt())) {
            Illness same = known != null && known.since().equals(over.unavailableAt()) ? known : null;
            Health was = same == null ? Health.UNAVAILABLE : same.health();
            Health previous = same == null ? null : same.previous();
            String cause = over.summary();
            if (same != null) {
                after.put(key, new Illness(same.since(), was, previous, over.resolvedAt()));
            }
            send(status, target, previous, was, over.unavailableAt(), over.resolvedAt(), cause, horizon, sink);
            send(status, target, was, Health.AVAILABLE, over.resolvedAt(), over.resolvedAt(), cause, horizon, sink);
        }
        Health health = health(status);
        Instant reported = status.reportedAt();
        Instant since = status.occurredAt() != null ? status.occurredAt() : reported;
        if (since == null) {
            if (health != Health.AVAILABLE) {
                throw new IllegalArgumentException(
                        "status '" + word(status.state()) + "' has neither occuredTime nor reportedTime");
            }
            return;
        }
        if (health != Health.AVAILABLE) {
            Health previous = known == null ? null : known.since().equals(since) ? known.previous() : since(known);
            Instant end = reported != null && reported.isAfter(since) ? reported : since;
            send(status, target, previous, health, since, end, cause(status), horizon, sink);
            after.put(key, new Illness(since, health, previous, null));
        } else if (known != null && known.over() == null && over == null) {
            Instant well = since.isAfter(known.since()) || reported == null ? since : reported;
            Instant at = well.isBefore(known.since()) ? known.since() : well;
            send(status, target, known.health(), Health.AVAILABLE, at, at, cause(status), horizon, sink);
        }
    }

    private void send(
            AvailabilityStatus status,
            AzureResource target,
            @Nullable Health previous,
            Health current,
            Instant start,
            Instant end,
            @Nullable String cause,
            TimeWindow horizon,
            TelemetrySink sink) {
        if (end.isBefore(horizon.from())) {
            return;
        }
        boolean now = current != Health.AVAILABLE && health(status) == current;
        Attributes.Builder attributes = Attributes.builder()
                .put(AttributeKeys.CLOUD_RESOURCE_ID, status.resourceId())
                .put("throughline.azure.health.state", now ? status.state() : null)
                .put("throughline.azure.health.reason", now ? status.reasonType() : null)
                .put("throughline.azure.health.chronicity", now ? status.chronicity() : null)
                .put("throughline.azure.health.initiator", now ? status.initiator() : null)
                .put("throughline.azure.health.category", now ? status.category() : null);
        if (now) {
            attributes.put("throughline.azure.health.user_initiated", userInitiated(status));
        }
        String title = status.title() == null || !now
                ? target.name() + " is " + current.name().toLowerCase(Locale.ROOT)
                : target.name() + ": " + status.title();
        sink.event(new HealthTransition(
                new EventHeader(
                        AzureEntities.resourceId(target.id()),
                        target.environment(),
                        start,
                        end,
                        title,
                        attributes.build(),
                        new Provenance(
                                NAME,
                                AzureResource.keyOf(status.resourceId()) + "@" + start,
                                endpoints.pageOf(target.id()))),
                previous,
                current,
                cause));
    }

    private static Health since(Illness known) {
        return known.over() == null ? known.health() : Health.AVAILABLE;
    }

    private static @Nullable String cause(AvailabilityStatus status) {
        return status.detailedStatus() != null ? status.detailedStatus() : status.summary();
    }

    private static boolean userInitiated(AvailabilityStatus status) {
        return word(status.reasonType()).equals("userinitiated")
                || word(status.initiator()).startsWith("customer");
    }

    private static Health health(AvailabilityStatus status) {
        return switch (word(status.state())) {
            case "available" -> Health.AVAILABLE;
            case "degraded" -> Health.DEGRADED;
            case "unavailable" -> Health.UNAVAILABLE;
            default -> Health.UNKNOWN;
        };
    }

    private static String word(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
