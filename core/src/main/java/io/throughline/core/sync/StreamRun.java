package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.CallLimitException;
import io.throughline.core.http.CallMeter;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.Pulse;
import io.throughline.core.store.SoundBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.StreamWrites;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One stream during one sync: its state before, what was done so far, and how it is written down. */
final class StreamRun {

    private final String stream;
    private final SyncRun sync;
    private final StreamWrites writes;
    private final Duration patience;
    private final Attempts attemptsBefore;
    private final @Nullable Instant updatedBefore;
    private @Nullable StreamState state;
    private @Nullable Pulse pulse;
    private WriteResult written = WriteResult.none();
    private int reads;
    private long rows;
    private long setAside;
    private @Nullable String firstReason;
    /** What the reads of this run said, joined: the worst state, every flag and every note. */
    private @Nullable StreamCompleteness told;

    /**
     * Begins a stream's part of a sync.
     *
     * @param writes where its lease, or a rehearsal, writes
     * @param patience how long it may go without a success before that is an event
     */
    StreamRun(String stream, SyncRun sync, StreamWrites writes, Duration patience) {
        this.stream = stream;
        this.patience = patience;
        this.sync = sync;
        this.writes = writes;
        this.state = sync.store().state(stream).orElse(null);
        this.attemptsBefore = state == null ? Attempts.none() : state.attempts();
        this.updatedBefore = state == null ? null : state.updatedAt();
        this.pulse = state == null ? null : state.pulse();
    }

    String stream() {
        return stream;
    }

    SyncRequest request() {
        return sync.request();
    }

    Instant now() {
        return sync.now();
    }

    Optional<StreamState> state() {
        return Optional.ofNullable(state);
    }

    @Nullable
    Pulse pulse() {
        return pulse;
    }

    Attempts attemptsBefore() {
        return attemptsBefore;
    }

    void plan(int plannedReads) {
        sync.listener().started(stream, plannedReads);
    }

    /** Takes note of what a read said. */
    void heard(StreamCompleteness completeness) {
        told = told == null ? completeness : Statements.join(told, completeness);
    }

    /** Takes note of the windows in which a read found something. */
    void beat(TelemetryBatch batch, Duration grid) {
        pulse = PulseRule.after(pulse, PulseRule.windowsWith(batch, grid));
    }

    /** Writes down that nothing has come since an instant; false if it could not be written yet. */
    boolean journalSilence(Instant since) {
        return sync.journal()
                .stopped(
                        stream,
                        since,
                        stream + " has brought nothing since " + since,
                        "it can be read, but nothing comes; pauses were shorter before");
    }

    /** Writes down that something came again at an instant; false if it could not be written yet. */
    boolean journalBack(Instant silentSince, Instant at) {
        return sync.journal().back(stream, silentSince, at);
    }

    void silent(@Nullable Instant since) {
        if (pulse != null) {
            pulse = new Pulse(pulse.first(), pulse.last(), pulse.longestPause(), pulse.windows(), since);
        }
    }

    void replace(
            TimeWindow window,
            TelemetryBatch batch,
            @Nullable Instant watermark,
            String cursor,
            StreamCompleteness completeness) {
        StreamState next = next(watermark, cursor, completeness);
        write(batch, next, sound -> SoundBatch.ofReplacement(List.of(window), sound, next), sound -> {
            return writes.replace(List.of(window), sound, next);
        });
    }

    void revise(TelemetryBatch batch, @Nullable String cursor, StreamCompleteness completeness) {
        StreamState next = next(state == null ? null : state.watermark(), cursor, completeness);
        write(batch, next, sound -> soundRevision(sound, next), sound -> writes.revise(sound, next));
    }

    private TelemetryBatch soundRevision(TelemetryBatch batch, StreamState next) {
        Instant rawFrom = sync.store().rawFrom().orElse(null);
        TelemetryBatch sound = SoundBatch.ofRevision(batch, next, rawFrom);
        if (rawFrom != null
                && sound.rows() < batch.rows()
                && sound.setAside().size() == batch.setAside().size()) {
            told = told().withNote(Notes.rolledUp(rawFrom));
        }
        return sound;
    }

    /** Returns from when on the store takes points as they are read. */
    Optional<Instant> rawFrom() {
        return sync.store().rawFrom();
    }

    /** Writes a batch; if the store refuses it, without the records for which it does. */
    private void write(
            TelemetryBatch batch,
            StreamState next,
            Function<TelemetryBatch, TelemetryBatch> repair,
            Function<TelemetryBatch, WriteResult> writing) {
        TelemetryBatch sound = batch;
        WriteResult result;
        try {
            result = writing.apply(batch);
        } catch (IllegalArgumentException e) {
            sound = repair.apply(batch);
            result = writing.apply(sound);
        }
        for (SetAside record : sound.setAside()) {
            setAside++;
            firstReason = firstReason == null ? record.reason() : firstReason;
        }
        written = written.plus(result);
        reads++;
        rows += sound.rows();
        state = next;
        sync.listener().progressed(stream, reads, rows);
    }

    /** Moves to the history what a census did not list and the stream, asked about it, calls gone. */
    void retire(RevisedStream source, Set<String> present, TimeWindow horizon) {
        SortedSet<String> missing = new TreeSet<>(sync.store().vendorIds(stream, horizon));
        missing.removeAll(present);
        if (missing.isEmpty() || state == null) {
            return;
        }
        RevisedStream.Departures departures = source.departures(Collections.unmodifiableSortedSet(missing));
        requireNoneRefused();
        for (String note : departures.notes()) {
            told = told().withNote(note);
        }
        SortedSet<String> gone = new TreeSet<>(departures.gone());
        gone.retainAll(missing);
        if (!gone.isEmpty()) {
            StreamState next = next(state.watermark(), state.cursor(), told());
            written = written.plus(writes.retire(gone, next));
            state = next;
        }
    }

    /**
     * Refuses to go on with what a read brought if a call of it was not sent: a source may take the refusal for a missing
     * part and tell the rest as the whole.
     */
    void requireNoneRefused() {
        CallMeter.Allowance allowance = sync.allowance();
        if (allowance != null && allowance.refused(stream) > 0) {
            throw new CallLimitException(allowance.calls());
        }
    }

    /** Keeps a state in which nothing but the marks or the statement changed, unless it is already kept. */
    void save(
            @Nullable Instant watermark, @Nullable String cursor, StreamCompleteness completeness, Attempts attempts) {
        StreamState next = new StreamState(stream, watermark, cursor, sync.now(), completeness, attempts, pulse);
        if (!next.equals(state)) {
            writes.save(next);
            state = next;
        }
    }

    /** Keeps the state of a stream that was read to the end. */
    void settle(@Nullable Instant watermark, @Nullable String cursor, StreamCompleteness completeness) {
        if (wasOverdue() && attemptsBefore.succeededAt() != null) {
            sync.journal().back(stream, attemptsBefore.succeededAt(), sync.now());
        }
        save(watermark, cursor, withSetAside(completeness), success());
    }

    StreamResult succeeded() {
        StreamCompleteness completeness = state == null ? told() : state.completeness();
        return result(StreamResult.Outcome.READ, completeness, null, null);
    }

    /** Keeps where the stream stands when it is not read further for now; that is no failure. */
    StreamResult stopped(String why, boolean freshIsRead) {
        // Without a read nothing is known that was not before.
        StreamCompleteness soFar = told != null || freshIsRead ? told() : before();
        StreamCompleteness completeness = withSetAside(unfinished(soFar).withNote(why));
        Attempts attempts = !freshIsRead
                ? attemptsBefore
                : backfillWaitsUntil().isPresent()
                        ? new Attempts(attemptsBefore.failures(), attemptsBefore.retryAt(), sync.now())
                        : success();
        save(state == null ? null : state.watermark(), state == null ? null : state.cursor(), completeness, attempts);
        return result(StreamResult.Outcome.STOPPED, completeness, null, null);
    }

    /** Returns the result of a stream that somebody else has taken; its state is theirs. */
    StreamResult held(String who) {
        StreamCompleteness known =
                sync.store().state(stream).map(StreamState::completeness).orElseGet(() -> Statements.neverRead(stream));
        return result(StreamResult.Outcome.HELD, known.withNote(who), null, null);
    }

    /** Returns until when a scheduled sync leaves back-fill alone because it failed before; empty if it does not. */
    Optional<Instant> backfillWaitsUntil() {
        if (!sync.request().dueOnly() || attemptsBefore.failures() == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(attemptsBefore.retryAt()).filter(retryAt -> retryAt.isAfter(sync.now()));
    }

    /**
     * Keeps that it failed.
     *
     * @param freshIsRead whether only back-fill is missing: then what is new is still read as often as ever
     */
    StreamResult failed(ThroughlineException.Category category, String message, Throwable cause, boolean freshIsRead) {
        StreamCompleteness failed = StreamCompleteness.failed(
                stream, state == null ? null : state.completeness().asOf(), message);
        Instant succeeded = freshIsRead ? sync.now() : attemptsBefore.succeededAt();
        int failures = attemptsBefore.failures() + 1;
        Attempts attempts =
                new Attempts(failures, BackOff.retryAt(stream, failures, category, cause, sync.now()), succeeded);
        if (succeeded != null && isOverdue(succeeded, sync.now())) {
            failed = failed.withNote("not read successfully since " + succeeded);
            sync.journal().stopped(stream, succeeded, stream + " could not be read since " + succeeded, message);
        }
        save(state == null ? null : state.watermark(), state == null ? null : state.cursor(), failed, attempts);
        return result(StreamResult.Outcome.FAILED, failed, message, category);
    }

    private StreamResult result(
            StreamResult.Outcome outcome,
            StreamCompleteness completeness,
            @Nullable String error,
            ThroughlineException.@Nullable Category category) {
        CallMeter.Allowance allowance = sync.allowance();
        return new StreamResult(
                stream,
                outcome,
                allowance == null ? null : allowance.calls(stream),
                reads,
                rows,
                written,
                setAside,
                completeness,
                error,
                category);
    }

    private Attempts success() {
        return new Attempts(0, null, sync.now());
    }

    /** Tells whether the last failure was written down as an event, which this success ends. */
    private boolean wasOverdue() {
        return attemptsBefore.failures() > 0
                && state != null
                && updatedBefore != null
                && attemptsBefore.succeededAt() != null
                && isOverdue(attemptsBefore.succeededAt(), updatedBefore);
    }

    private boolean isOverdue(Instant succeeded, Instant at) {
        return Duration.between(succeeded, at).compareTo(patience) > 0;
    }

    private StreamState next(@Nullable Instant watermark, @Nullable String cursor, StreamCompleteness completeness) {
        return new StreamState(stream, watermark, cursor, sync.now(), completeness, attemptsBefore, pulse);
    }

    /** Returns what is known from this run, or still from the one before if nothing had to be read. */
    StreamCompleteness told() {
        if (told != null) {
            return told;
        }
        StreamCompleteness before = state == null ? null : state.completeness();
        if (before != null && (before.state() == State.COMPLETE || before.state() == State.PARTIAL)) {
            List<String> kept = before.notes().stream()
                    .filter(note -> !Notes.isOfSync(note))
                    .toList();
            return new StreamCompleteness(
                    stream,
                    State.COMPLETE,
                    sync.now(),
                    before.state() == State.COMPLETE && before.truncated(),
                    before.throttled(),
                    before.samplingFactor(),
                    before.state() == State.COMPLETE ? kept : List.of());
        }
        return StreamCompleteness.complete(stream, sync.now());
    }

    private StreamCompleteness before() {
        return state == null ? Statements.neverRead(stream) : Notes.withoutThoseOfSync(state.completeness());
    }

    static StreamCompleteness unfinished(StreamCompleteness soFar) {
        return Statements.atLeastPartial(soFar).withNote(Notes.UNFINISHED);
    }

    private StreamCompleteness withSetAside(StreamCompleteness completeness) {
        List<SetAside> kept = sync.request().dryRun() ? List.of() : sync.store().setAside(stream);
        long count = sync.request().dryRun() ? setAside : kept.size();
        if (count == 0) {
            return completeness;
        }
        String reason =
                kept.isEmpty() ? String.valueOf(firstReason) : kept.get(0).reason();
        return Statements.atLeastPartial(completeness).withNote(Notes.setAside(stream, count, reason));
    }

    /** Returns the notes that the run before left, without those that sync itself adds. */
    List<String> notesBefore() {
        return state == null
                ? new ArrayList<>()
                : state.completeness().notes().stream()
                        .filter(note -> !Notes.isOfSync(note))
                        .toList();
    }
}
