package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Set;

/** Writes that are rolled back once it is known what they did. */
record SqlRehearsal(SqlStore store) implements StreamWrites {

    @Override
    public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        return store.replace(windows, batch, state, session -> {}, false);
    }

    @Override
    public WriteResult revise(TelemetryBatch batch, StreamState state) {
        return store.revise(batch, state, session -> {}, false);
    }

    @Override
    public WriteResult retire(Set<String> vendorIds, StreamState state) {
        return store.retire(vendorIds, state, session -> {}, false);
    }

    @Override
    public void save(StreamState state) {
        store.save(state, session -> {}, false);
    }
}
