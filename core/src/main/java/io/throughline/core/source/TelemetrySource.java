package io.throughline.core.source;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A vendor's system, as streams of the model. Streams may be read side by side; one stream by one thread at a time. */
public interface TelemetrySource extends AutoCloseable {

    /** Returns the source's id, which is also its key in the configuration: {@code azure}, {@code sentry}… */
    String id();

    /** Returns the streams, always the same ones; each name starts with the id and a slash. */
    List<TelemetryStream> streams();

    /**
     * Tries each capability with the least costly real call and reports what works. Never throws for what a vendor
     * answers; failures are results.
     */
    List<CheckResult> check();

    /**
     * Returns what would be read, before any telemetry is. The default asks each stream.
     *
     * @param horizon the event time of interest
     * @param every how often it is to be synced
     * @throws io.throughline.core.ThroughlineException if what is in scope cannot be looked up
     */
    default SourcePlan plan(TimeWindow horizon, Duration every) {
        List<StreamPlan> plans = streams().stream()
                .map(stream -> stream.plan(horizon, every))
                .flatMap(Optional::stream)
                .toList();
        return new SourcePlan(id(), List.of(), List.of(), plans, 0);
    }

    /** Frees what the source holds. May be called at any time; reads under way fail. Idempotent. */
    @Override
    void close();
}
