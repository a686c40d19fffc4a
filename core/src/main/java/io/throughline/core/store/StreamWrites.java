package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Set;

/**
 * The writes of streams. Each is one transaction together with the stream's state: all of it happens, or nothing.
 * Unchanged rows stay, changed or vanished ones move to the history.
 *
 * <p>All methods throw {@link StoreException} if the store cannot do it.
 */
public interface StreamWrites {

    /**
     * Replaces the content of grid windows of a measured stream: afterwards the points, events and edges of the stream
     * in these windows are those of the batch. Entities of the batch are added or updated, none is removed.
     *
     * @param windows windows on the stream's grid, without overlap
     * @param batch what was read; everything in it must lie in one of the windows
     * @param state the stream's state afterwards; its {@link StreamState#updatedAt()} becomes {@code known_from} of what
     *     is new or changed
     * @return how many rows were what
     * @throws IllegalArgumentException if the batch has a point, event or edge outside of the windows
     */
    WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state);

    /**
     * Adds revisions of a revised stream: what the batch has replaces what the store has under the same vendor id, and
     * the point of a series at the same time; no point is removed. The batch may hold entities, events and series of
     * numbers; a histogram or edge in it is a caller's mistake.
     */
    WriteResult revise(TelemetryBatch batch, StreamState state);

    /** Moves the events of a revised stream with the given vendor ids to the history: the vendor has deleted them. */
    WriteResult retire(Set<String> vendorIds, StreamState state);

    /** Keeps a stream's state without any change of content. */
    void save(StreamState state);
}
