package io.throughline.core.source;

import io.throughline.core.telemetry.Entity;
import java.util.List;
import java.util.Objects;

/**
 * What a source would read.
 *
 * @param source the source's id
 * @param scope what is in scope, a line each, for people: subscriptions, filters, workspaces, environments
 * @param entities what matches the scope, as far as the vendor can be asked for it; ascending by id
 * @param streams what each stream would read, in the source's order; streams that cannot tell are left out
 * @param planningCalls calls that making this plan took
 */
public record SourcePlan(
        String source, List<String> scope, List<Entity> entities, List<StreamPlan> streams, long planningCalls) {

    public SourcePlan {
        Objects.requireNonNull(source, "source");
        scope = List.copyOf(scope);
        entities = List.copyOf(entities);
        streams = List.copyOf(streams);
    }

    /** Returns the calls that reading the horizon for the first time takes. */
    public long firstCalls() {
        return streams.stream().mapToLong(StreamPlan::firstCalls).sum();
    }

    /** Returns the calls an hour once the horizon is read. */
    public double callsPerHour() {
        return streams.stream().mapToDouble(StreamPlan::callsPerHour).sum();
    }
}
