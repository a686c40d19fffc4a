package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallLimitException;
import io.throughline.core.http.CallMeter;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.StreamWrites;
import io.throughline.core.store.WriteResult;
import io.throughline.core.sync.Urgency.Rank;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream in one sync, from taking its lease to its result. Used by one thread at a time. */
final class StreamTask {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTask.class);

    private final TelemetryStream stream;
    private final SyncRun sync;
    private final Restraint restraint;
    private volatile Urgency urgency;
    private @Nullable StreamLease lease;
    private @Nullable StreamRun run;
    private @Nullable StreamSteps steps;
    private @Nullable StreamResult result;

    StreamTask(TelemetryStream stream, SyncRun sync, Restraint restraint) {
        this.stream = stream;
        this.sync = sync;
        this.restraint = restraint;
        this.urgency = new Urgency(Rank.FRESH, stream.tier(), sync.now(), stream.name());
    }

    TelemetryStream stream() {
        return stream;
    }

    Urgency urgency() {
        return urgency;
    }

    /** Returns how it ended; empty if the sync ended before it did. */
    Optional<StreamResult> result() {
        return Optional.ofNullable(result);
    }

    /** Does one step; tells whether another one follows. */
    boolean step() {
        try {
            StreamResult end = advance();
            if (end == null) {
                return true;
            }
            finish(end);
        } catch (LeaseLostException e) {
            LOG.debug("Stream {} was taken over", stream.name(), e);
            finish(held("the right to write it was lost: " + sync.leases().holderOf(stream.name())));
        } catch (StoreException | CancellationException e) {
            throw e;
        }
        return false;
    }

    private @Nullable StreamResult advance() {
        Optional<String> against = restraint.against(stream, urgency.rank());
        if (against.isPresent()) {
            return stop(Notes.stopped(against.get()));
        }
        if (steps == null) {
            StreamResult end = open();
            if (end != null) {
                return end;
            }
        }
        StreamSteps todo = java.util.Objects.requireNonNull(steps);
        StreamRun opened = java.util.Objects.requireNonNull(run);
        Optional<Instant> wait = opened.backfillWaitsUntil();
        if (urgency.rank() == Rank.BACKFILL && wait.isPresent()) {
            return stop(Notes.stopped("reading older telemetry failed and is tried again at " + wait.get()));
        }
        try {
            inMeter(todo::step);
            Optional<StreamSteps.Next> next = todo.next();
            if (next.isPresent()) {
                urgency =
                        new Urgency(next.get().rank(), stream.tier(), next.get().time(), stream.name());
                return null;
            }
            todo.settle();
            return opened.succeeded();
        } catch (StoreException | CancellationException e) {
            throw cancelledOr(e);
        } catch (RuntimeException e) {
            return ended(opened, e);
        }
    }

    private StreamResult ended(StreamRun opened, RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelledOr(e);
        }
        CallMeter.Allowance allowance = sync.allowance();
        // An SDK may wrap the refusal in an exception of its own.
        if (e instanceof CallLimitException || (allowance != null && allowance.refused(stream.name()) > 0)) {
            return stop(Notes.stopped("the limit of " + sync.request().maxCalls() + " calls is used up"));
        }
        if (e instanceof ThroughlineException failure) {
            LOG.debug("Stream {} could not be read", stream.name(), e);
            if (failure.category() == Category.QUOTA) {
                restraint.refused(stream);
            }
            return failed(opened, failure.category(), line(String.valueOf(e.getMessage())), e);
        }
        // A defect in one source must not keep the others from being read.
        LOG.warn("Stream {} failed unexpectedly", stream.name(), e);
        return failed(opened, Category.DATA, line(e.toString()), e);
    }

    private StreamResult failed(StreamRun opened, Category category, String message, RuntimeException cause) {
        return opened.failed(category, message, cause, steps != null && steps.freshIsRead());
    }

    private static RuntimeException cancelledOr(RuntimeException e) {
        if (e instanceof CancellationException
                || e instanceof LeaseLostException
                || !Thread.currentThread().isInterrupted()) {
            return e;
        }
        CancellationException cancelled = new CancellationException("interrupted");
        cancelled.initCause(e);
        return cancelled;
    }

    private static String line(String message) {
        return message.lines().findFirst().orElse("unknown");
    }

    private void inMeter(Runnable step) {
        CallMeter.Allowance allowance = sync.allowance();
        if (allowance == null) {
            step.run();
        } else {
            allowance.during(stream.name(), () -> {
                step.run();
                return stream;
            });
        }
    }

    /** Takes the lease and looks where the stream stands; returns its result if there is nothing to do. */
    private @Nullable StreamResult open() {
        StreamWrites writes;
        if (sync.request().dryRun()) {
            writes = sync.store().rehearsal();
        } else {
            Optional<StreamLease> taken = sync.leases().take(stream.name());
            if (taken.isEmpty()) {
                return held(sync.leases().holderOf(stream.name()));
            }
            lease = taken.get();
            writes = taken.get();
        }
        // Only now: whoever had the lease before may have changed the state until then.
        if (sync.request().dueOnly()) {
            Optional<StreamState> state = sync.store().state(stream.name());
            Optional<StreamResult> wait = notYet(stream, state, sync);
            if (wait.isPresent()) {
                return wait.get();
            }
        }
        StreamRun opened =
                new StreamRun(stream.name(), sync, writes, sync.schedule().patience(stream));
        run = opened;
        steps = stream instanceof MeasuredStream measured
                ? new MeasuredSync(measured, opened)
                : new RevisedSync((RevisedStream) stream, opened);
        return null;
    }

    /** Returns the result of a stream that a scheduled sync leaves alone; empty if it is due. */
    static Optional<StreamResult> notYet(TelemetryStream stream, Optional<StreamState> state, SyncRun sync) {
        if (!sync.schedule().due(stream, state, sync.now()).isAfter(sync.now())) {
            return Optional.empty();
        }
        boolean failed = state.isPresent() && state.get().attempts().failures() > 0;
        return Optional.of(untouched(
                stream.name(),
                failed ? StreamResult.Outcome.BACKING_OFF : StreamResult.Outcome.NOT_DUE,
                state.map(StreamState::completeness).orElseGet(() -> Statements.neverRead(stream.name()))));
    }

    static StreamResult untouched(String stream, StreamResult.Outcome outcome, StreamCompleteness completeness) {
        return new StreamResult(stream, outcome, null, 0, 0, WriteResult.none(), 0, completeness, null, null);
    }

    private StreamResult stop(String why) {
        if (run != null && steps != null) {
            return run.stopped(why, steps.freshIsRead());
        }
        return untouched(stream.name(), StreamResult.Outcome.STOPPED, known().withNote(why));
    }

    private StreamResult held(String who) {
        return run != null ? run.held(who) : untouched(stream.name(), StreamResult.Outcome.HELD, known().withNote(who));
    }

    private StreamCompleteness known() {
        return sync.store()
                .state(stream.name())
                .map(StreamState::completeness)
                .orElseGet(() -> Statements.neverRead(stream.name()));
    }

    private void finish(StreamResult end) {
        if (lease != null) {
            sync.leases().giveBack(lease);
            lease = null;
        }
        result = end;
        sync.listener().finished(end);
    }
}
