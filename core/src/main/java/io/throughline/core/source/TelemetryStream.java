package io.throughline.core.source;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.Optional;

/** One named stream of a source: {@link MeasuredStream} or {@link RevisedStream}. */
public sealed interface TelemetryStream permits MeasuredStream, RevisedStream {

    /** Returns the name, {@code <source>/<stream>}. */
    String name();

    /** Returns how urgent it is; {@link Tier#TELEMETRY} unless the stream says otherwise. */
    default Tier tier() {
        return Tier.TELEMETRY;
    }

    /**
     * Returns what reading would take, or empty if the stream cannot tell. Reads no telemetry; may look up what is in
     * scope.
     *
     * @param horizon the event time of interest
     * @param every how often it is to be synced
     * @throws io.throughline.core.ThroughlineException if what is in scope cannot be looked up
     */
    default Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.empty();
    }
}
