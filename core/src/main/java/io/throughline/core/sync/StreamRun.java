package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One stream during one sync: its state before, what was done so far, and how it is written down. */
final class StreamRun {

    private static final String UNFINISHED =
            "the last sync ended before everything was read; the next one goes on from there";

    private final String stream;
    private final TelemetryStore store;
    private final SyncListener listener;
    private final Instant now;
    private @Nullable StreamState state;
    private WriteResult written = WriteResult.none();
    private int reads;
    private long rows;
    /** What the reads of this run said, joined: the worst state, every flag and every note. */
    private @Nullable StreamCompleteness told;

    StreamRun(String stream, TelemetryStore store, SyncListener listener, Instant now) {
        this.stream = stream;
        this.store = store;
        this.listener = listener;
        this.now = now;
        this.state = store.state(stream).orElse(null);
    }

    String stream() {
        return stream;
    }

    Instant now() {
        return now;
    }

    Optional<StreamState> state() {
        return Optional.ofNullable(state);
    }

    void plan(int plannedReads) {
        listener.started(stream, plannedReads);
    }

    /** Takes note of what a read said. */
    void heard(StreamCompleteness completeness) {
        told = told == null ? completeness : join(told, completeness);
    }

    void replace(List<TimeWindow> windows, TelemetryBatch batch, @Nullable Instant watermark, @Nullable String cursor) {
        StreamState next = next(watermark, cursor);
        account(store.replace(windows, batch, next), batch.rows());
        state = next;
    }

    /** Writes a part down; {@code more} tells that others follow, so that a run that ends here was not read whole. */
    void revise(TelemetryBatch batch, String cursor, boolean more) {
        StreamState next = next(null, cursor);
        if (more) {
            next = new StreamState(
                    stream, next.watermark(), next.cursor(), next.updatedAt(), unfinished(next.completeness()));
        }
        account(store.revise(batch, next), batch.rows());
        state = next;
    }

    /** Moves to the history what a census did not list and the stream, asked about it, calls gone. */
    void retire(RevisedStream source, Set<String> present, TimeWindow horizon) {
        SortedSet<String> missing = new TreeSet<>(store.vendorIds(stream, horizon));
        missing.removeAll(present);
        if (missing.isEmpty() || state == null) {
            return;
        }
        RevisedStream.Departures departures = source.departures(Collections.unmodifiableSortedSet(missing));
        for (String note : departures.notes()) {
            told = completeness().withNote(note);
        }
        SortedSet<String> gone = new TreeSet<>(departures.gone());
        gone.retainAll(missing);
        StreamState next = next(state.watermark(), state.cursor());
        if (gone.isEmpty()) {
            store.save(next);
        } else {
            written = written.plus(store.retire(gone, next));
        }
        state = next;
    }

    /** Writes the state at the end of a run that went well. */
    void settle(@Nullable Instant watermark, @Nullable String cursor) {
        state = next(watermark, cursor);
        store.save(state);
    }

    StreamResult succeeded() {
        return new StreamResult(
                stream, StreamResult.Outcome.READ, null, reads, rows, written, 0, completeness(), null, null);
    }

    StreamResult failed(ThroughlineException.Category category, String message) {
        StreamCompleteness failed = StreamCompleteness.failed(
                stream, state == null ? null : state.completeness().asOf(), message);
        store.save(new StreamState(
                stream, state == null ? null : state.watermark(), state == null ? null : state.cursor(), now, failed));
        return new StreamResult(
                stream, StreamResult.Outcome.FAILED, null, reads, rows, written, 0, failed, message, category);
    }

    private void account(WriteResult result, long received) {
        written = written.plus(result);
        reads++;
        rows += received;
        listener.progressed(stream, reads, rows);
    }

    private StreamState next(@Nullable Instant watermark, @Nullable String cursor) {
        return new StreamState(stream, watermark, cursor, now, completeness());
    }

    private StreamCompleteness completeness() {
        if (told != null) {
            return told;
        }
        // Nothing had to be read: what was known before still holds, unless it was a failure or a skip.
        if (state != null && state.completeness().state() == State.COMPLETE) {
            StreamCompleteness before = state.completeness();
            return new StreamCompleteness(
                    stream,
                    State.COMPLETE,
                    now,
                    before.truncated(),
                    before.throttled(),
                    before.samplingFactor(),
                    before.notes());
        }
        return StreamCompleteness.complete(stream, now);
    }

    /** Tells whether the run before this one ended early, so that what comes after the reading is still owed. */
    boolean wasCutOff() {
        return state != null
                && (state.completeness().state() == State.FAILED
                        || state.completeness().notes().contains(UNFINISHED));
    }

    private static StreamCompleteness unfinished(StreamCompleteness soFar) {
        State state = soFar.state() == State.COMPLETE ? State.PARTIAL : soFar.state();
        return soFar.withState(state).withNote(UNFINISHED);
    }

    private static StreamCompleteness join(StreamCompleteness a, StreamCompleteness b) {
        Set<String> notes = new LinkedHashSet<>(a.notes());
        notes.addAll(b.notes());
        return new StreamCompleteness(
                a.stream(),
                a.state().compareTo(b.state()) >= 0 ? a.state() : b.state(),
                later(a.asOf(), b.asOf()),
                a.truncated() || b.truncated(),
                a.throttled() || b.throttled(),
                Math.max(a.samplingFactor(), b.samplingFactor()),
                new ArrayList<>(notes));
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}
