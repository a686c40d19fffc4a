package io.throughline.azure.stream;

import io.throughline.azure.stream.InventoryCache.Listed;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.TimeWindow;
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
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Listed listed = inventory.fresh();
        notes.throttled(listed.throttled());
        listed.index().resources().forEach(resource -> sink.entity(entities.resource(resource)));
        if (listed.index().resources().isEmpty()) {
            notes.say("no resource is in scope: check resourceGroups and tags, and that the credential has the role"
                    + " Reader on each subscription (without it the service lists nothing and says nothing)");
        }
        return new Revisions(WHOLE, false, notes.completeness(horizon.to()));
    }
}
