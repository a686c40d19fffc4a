package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Keeps telemetry, the state of each stream, and materialized views. Thread-safe; writes to different streams may run
 * side by side. The writes it has itself ask for no lease: they are for whoever is the only one to write a stream.
 *
 * <p>All methods throw {@link StoreException} if the store cannot do it.
 */
public interface TelemetryStore extends StreamWrites, AutoCloseable {

    /**
     * Takes the right to write a stream, for a while. Whoever shares the store writes through a lease, so that of several
     * engines or processes one at a time writes a stream; one that was paused beyond the end of its lease, and replaced,
     * is refused.
     *
     * @param stream the stream's name
     * @param holder who takes it, for people: host, process, thread
     * @param length how long it lasts unless it is renewed, positive
     * @return the lease, or empty if somebody else has it; {@link #holder} tells who
     */
    Optional<StreamLease> lease(String stream, String holder, Duration length);

    /** Returns who has the lease of a stream, if anybody has. */
    Optional<LeaseHolder> holder(String stream);

    /**
     * Returns writes that tell what they would do and then take it back; states included. Each is tried on what is stored
     * now, not on what an earlier one would have left.
     */
    StreamWrites rehearsal();

    /** Returns the state of a stream, if it was ever written. */
    Optional<StreamState> state(String stream);

    /** Returns the state of all streams, by ascending name. */
    List<StreamState> states();

    /** Returns the vendor ids of a stream's current events that start within the horizon. */
    SortedSet<String> vendorIds(String stream, TimeWindow horizon);

    /**
     * Returns what was retired from a stream and has not come back, by ascending vendor id.
     *
     * @param horizon which of them by the start of the event, as it was last known
     */
    List<Tombstone> tombstones(String stream, TimeWindow horizon);

    /**
     * Returns the records of a stream that could not be taken, by ascending vendor id. A record is forgotten when a later
     * write covers it: a replacement of its window, or a revision that delivers it.
     */
    List<SetAside> setAside(String stream);

    /**
     * Reads what is asked for, columnar. Completeness holds one statement for each stream that has a state; with {@link
     * WindowQuery#knowledge()} the one that held then.
     */
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

    /**
     * Rolls up and removes what is older than it is to be kept. May be stopped and repeated at any time.
     *
     * @param retention what is kept how long
     * @param now the instant from which ages count, UTC
     * @return what was done
     */
    MaintenanceResult maintain(Retention retention, Instant now);

    /**
     * Returns from when on points are stored as they were read. Before it, series finer than the step of the roll-up hold
     * one point a step ({@link WindowQuery#rolledUp()}), and writes are refused. Empty if nothing was rolled up.
     */
    Optional<Instant> rawFrom();

    /** Returns what the store is and holds, for operators. */
    StoreStatus status();

    /** Frees what the store holds. Idempotent. */
    @Override
    void close();
}
