package io.throughline.correlation;

import io.throughline.core.store.Pulse;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Since when streams have brought nothing although they can be read: now by their states, earlier by our journal. */
final class Silence {

    private Silence() {}

    /**
     * Returns since when each silent stream is, by its name.
     *
     * @param told the statements on the streams, as known at the instant
     * @param until the end of the time of interest
     * @param knownAt as known at this instant, or null for what is known now
     */
    static Map<String, Instant> of(TelemetryStore store, Completeness told, Instant until, @Nullable Instant knownAt) {
        return knownAt == null ? now(store.states()) : then(store, told, until, knownAt);
    }

    static Map<String, Instant> now(List<StreamState> states) {
        Map<String, Instant> silent = new TreeMap<>();
        for (StreamState state : states) {
            Pulse pulse = state.pulse();
            if (pulse != null && pulse.silentSince() != null) {
                silent.put(state.stream(), pulse.silentSince());
            }
        }
        return silent;
    }

    /** A stream that could not be read stopped as well, but says so itself. */
    private static Map<String, Instant> then(TelemetryStore store, Completeness told, Instant until, Instant knownAt) {
        Set<EntityId> streams = told.streams().stream()
                .filter(stream -> stream.state() != State.FAILED)
                .map(StreamCompleteness::stream)
                .map(stream -> new EntityId("throughline", "stream", stream))
                .collect(Collectors.toSet());
        Instant end = (knownAt.isAfter(until) ? knownAt : until).plusSeconds(1);
        WindowQuery journal = new WindowQuery(new TimeWindow(Instant.EPOCH, end), streams, knownAt);
        Map<String, Instant> silent = new TreeMap<>();
        for (Event event : store.read(journal).events()) {
            if (event instanceof HealthTransition transition) {
                String stream = event.entity().key();
                if (transition.current() == Health.UNAVAILABLE) {
                    silent.put(stream, event.start());
                } else {
                    silent.remove(stream);
                }
            }
        }
        return silent;
    }
}
