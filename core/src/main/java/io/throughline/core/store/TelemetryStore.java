package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Keeps telemetry, the state of each stream, and materialized views. Every write is one transaction together with the
 * stream's state; unchanged rows stay, changed or vanished ones move to the history. Thread-safe; writes to different
 * streams may run side by side.
 *
 * <p>All methods throw {@link StoreException} if the store cannot do it.
 */
public interface TelemetryStore extends AutoCloseable {

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

    /** Returns the state of a stream, if it was ever written. */
    Optional<StreamState> state(String stream);

    /** Returns the state of all streams, by ascending name. */
    List<StreamState> states();

    /** Returns the vendor ids of a stream's current events that start within the horizon. */
    SortedSet<String> vendorIds(String stream, TimeWindow horizon);

    /** Reads what is asked for, columnar. Completeness holds one statement for each stream that has a state. */
    WindowContent read(WindowQuery query);

    /** Keeps a view, replacing the one of the same key at once. */
    void save(StoredView view);

    /** Returns a view by its key. */
    Optional<StoredView> view(String key);

    /** Returns the keys of all views, ascending. */
    SortedSet<String> viewKeys();

    /**
     * Returns a digest of the current content of all streams (hexadecimal SHA-256), independent of when and in which
     * order it was written. Two stores with equal content have equal digests.
     */
    String contentDigest();

    /** Frees what the store holds. Idempotent. */
    @Override
    void close();
}
