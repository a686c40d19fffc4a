package io.throughline.azure.stream;

import io.throughline.azure.stream.InventoryCache.Listed;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inventory: each resource of the scope as an entity. It has no history, so it is always read whole. */
final class ResourcesStream implements RevisedStream {

    static final String NAME = "azure/resources";

    private static final String WHOLE = "whole";

    private final InventoryCache inventory;
    private final AzureEntities entities;

    ResourcesStream(InventoryCache inventory, AzureEntities entities) {
        this.inventory = inventory;
        this.entities = entities;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        Listed listed = inventory.fresh();
        double syncsPerHour = Duration.ofHours(1).toMillis() / (double) every.toMillis();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("Resource Graph: resources"),
                Duration.ofMinutes(1),
                Duration.ZERO,
                listed.calls(),
                listed.calls() * syncsPerHour,
                List.of("always read whole; other streams use the same listing, and list anew when it is older than 10"
                        + " minutes")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Listed listed = inventory.fresh();
        notes.throttled(listed.throttled());
        listed.notes().forEach(notes::say);
        Guarded guarded = new Guarded(NAME, sink);
        listed.unreadable()
                .forEach(item -> guarded.setAside(
                        item.id() == null ? "resource without id" : item.id(),
                        Instant.EPOCH,
                        item.reason(),
                        item.excerpt()));
        listed.index()
                .resources()
                .forEach(resource ->
                        guarded.take(resource.key(), Instant.EPOCH, made -> made.entity(entities.resource(resource))));
        if (listed.index().resources().isEmpty()) {
            notes.say("no resource is in scope: check resourceGroups and tags, and that the credential has the role"
                    + " Reader on each subscription (without it the service lists nothing and says nothing)");
        }
        return new Revisions(WHOLE, false, notes.completeness(horizon.to()));
    }
}
