package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Pulse;
import io.throughline.core.sync.Urgency.Rank;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a measured stream. What is to be read is one set of event time: windows within the coverage in which something
 * arrived since, and whatever of the horizon is not covered. It is read newest first, and after each read the coverage
 * says that everything above what is left was read by this sync; so a run that was killed goes on where it was. Windows
 * that did not arrive whole stay owed and are read again, after everything else.
 */
final class MeasuredSync implements StreamSteps {

    /** Margin below the watermark, for arrivals that became visible a little after the vendor stamped them. */
    private static final Duration ARRIVAL_MARGIN = Duration.ofMinutes(5);

    /** Reads of what arrived since the last sync that go before all back-fill; after a long pause the rest is back-fill. */
    private static final int FRESH_READS = 4;

    /** How often scheduled syncs ask again for windows that did not arrive whole. */
    private static final Duration OWED_AGAIN = Duration.ofHours(1);

    private static final int MOST_OWED = 64;

    private final MeasuredStream stream;
    private final StreamRun run;
    private final TimeWindow horizon;
    private final ReadSpan span;
    private final Spans owed;
    /** Set if part of what was asked for can no longer be written. */
    private final @Nullable Instant rolledUpBefore;

    private Coverage coverage;
    private @Nullable Instant tried;
    private boolean planned;
    private Spans pending = new Spans();
    private Spans again = new Spans();
    private int freshReads;

    MeasuredSync(MeasuredStream stream, StreamRun run) {
        this.stream = stream;
        this.run = run;
        TimeWindow wanted = run.request().horizon().alignedTo(stream.grid());
        Instant raw = run.rawFrom().orElse(wanted.from());
        if (raw.isAfter(wanted.from()) && raw.isBefore(wanted.to())) {
            Instant start = TimeWindow.onGrid(raw.minusMillis(1), stream.grid()).to(); // a window is replaced whole
            this.horizon = start.isBefore(wanted.to()) ? new TimeWindow(start, wanted.to()) : wanted;
            this.rolledUpBefore = raw;
        } else {
            this.horizon = wanted;
            this.rolledUpBefore = null;
        }
        this.span = new ReadSpan(stream);
        Marks marks = run.state().flatMap(Marks::of).orElseGet(Marks::none);
        this.coverage = marks.coverage();
        this.owed = new Spans(marks.owed());
        this.tried = marks.tried();
    }

    @Override
    public Optional<Next> next() {
        if (!planned) {
            return Optional.of(new Next(Rank.FRESH, run.now()));
        }
        if (!pending.isEmpty()) {
            return Optional.of(new Next(freshReads > 0 ? Rank.FRESH : Rank.BACKFILL, pending.end()));
        }
        return again.isEmpty() ? Optional.empty() : Optional.of(new Next(Rank.BACKFILL, again.end()));
    }

    @Override
    public void step() {
        if (!planned) {
            plan();
        } else if (pending.isEmpty()) {
            read(again, true);
        } else {
            read(pending, false);
        }
    }

    private void plan() {
        Instant now = run.now();
        boolean clockWasSetBack = coverage.isAfter(now.plus(ARRIVAL_MARGIN))
                || run.state()
                        .filter(state -> state.updatedAt().isAfter(now.plus(ARRIVAL_MARGIN)))
                        .isPresent();
        Instant coveredFrom = coverage.from().orElse(horizon.to());
        if (clockWasSetBack || !coveredFrom.isBefore(horizon.to())) {
            // What arrived under the wrong time cannot be asked for: all of the horizon is read again.
            coverage = Coverage.none();
        }
        if (run.request().force() || coverage.stretches().isEmpty()) {
            pending.add(horizon);
            freshReads = 1;
        } else {
            planArrivals(now);
            coverage.from()
                    .filter(from -> from.isAfter(horizon.from()))
                    .ifPresent(from -> pending.add(new TimeWindow(horizon.from(), from).alignedTo(stream.grid())));
        }
        Instant last = tried;
        if (!run.request().dueOnly() || last == null || !now.isBefore(last.plus(OWED_AGAIN)) || last.isAfter(now)) {
            again = owed.within(horizon);
            again.removeAll(pending);
            tried = now;
        }
        run.plan(pending.reads(span.length()) + again.reads(span.length()));
        planned = true;
        if (pending.isEmpty()) {
            coverage = coverage.caughtUp(horizon.from(), readUpTo(), horizon.from());
        }
    }

    /**
     * Returns the arrival time up to which this sync reads. The coverage has no end of its own: of a horizon that ended
     * before now, only what arrived by then can be called read, since whatever happened later also arrived later.
     */
    private Instant readUpTo() {
        return horizon.to().isBefore(run.now()) ? horizon.to() : run.now();
    }

    private void planArrivals(Instant now) {
        for (int i = 0; i < coverage.stretches().size(); i++) {
            TimeWindow part = coverage.part(i, horizon)
                    .map(window -> window.alignedTo(stream.grid()))
                    .orElse(null);
            if (part != null) {
                Instant at = coverage.stretches().get(i).at();
                // A clock that was a little ahead of this one costs the margin a second time.
                Instant since = at.isAfter(now) ? now.minus(ARRIVAL_MARGIN) : at;
                stream.arrivals(since.minus(ARRIVAL_MARGIN), part).forEach(pending::add);
            }
        }
        run.requireNoneRefused();
        pending = pending.within(horizon);
        freshReads = Math.min(FRESH_READS, pending.reads(span.length()));
    }

    private void read(Spans from, boolean repeated) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted before a read of " + stream.name());
        }
        TimeWindow window = from.newest(span.length());
        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness;
        try {
            completeness = stream.read(window, batch);
        } catch (ThroughlineException e) {
            if (!Thread.currentThread().isInterrupted() && span.shortenAfter(window, e)) {
                return; // the next step asks for half of it
            }
            throw e;
        }
        run.requireNoneRefused();
        if (completeness.truncated() && span.canShorten(window)) {
            span.shorten(window);
            return;
        }
        span.arrived();
        boolean whole = completeness.state() == State.COMPLETE && !completeness.truncated();
        from.remove(window);
        if (whole) {
            owed.remove(window);
        } else {
            owed.add(window);
            owed.coarsen(MOST_OWED);
        }
        if (!repeated) {
            freshReads--;
            Instant caughtUp = pending.isEmpty() ? horizon.from() : pending.end();
            coverage = coverage.caughtUp(caughtUp, readUpTo(), horizon.from());
        }
        run.heard(completeness);
        run.beat(batch, stream.grid());
        run.replace(window, batch, coverage.watermark(horizon), cursor(), statement());
    }

    @Override
    public void settle() {
        StreamCompleteness statement = statement();
        Pulse pulse = run.pulse();
        if (pulse != null) {
            statement = listen(pulse, statement);
        }
        run.settle(coverage.watermark(horizon), cursor(), statement);
    }

    /** Decides whether the stream has fallen silent, or has come back, and has that written down. */
    private StreamCompleteness listen(Pulse pulse, StreamCompleteness statement) {
        Instant readTo = readUpTo();
        Instant before = pulse.silentSince();
        Instant since = before;
        Instant quietFrom = pulse.last().plus(stream.grid());
        if (before != null && quietFrom.isAfter(before)) {
            since = run.journalBack(before, pulse.last()) ? null : before;
        } else if (before == null) {
            boolean newestIsOwed =
                    owed.list().stream().anyMatch(window -> window.to().isAfter(quietFrom));
            since = newestIsOwed
                    ? null
                    : PulseRule.silentSince(pulse, stream.grid(), stream.lateness(), readTo)
                            .filter(run::journalSilence)
                            .orElse(null);
        }
        run.silent(since);
        return since == null
                ? statement
                : Statements.atLeastPartial(statement).withNote(Notes.silent(since, pulse.longestPause()));
    }

    private String cursor() {
        return new Marks(coverage, owed.list(), tried).cursor(coverage.watermark(horizon));
    }

    private StreamCompleteness statement() {
        StreamCompleteness told = run.told();
        List<TimeWindow> missing = owed.within(horizon).list();
        if (!missing.isEmpty() && told.state() == State.COMPLETE) {
            // Not read by this run, so what was said about them still holds.
            for (String note : run.notesBefore()) {
                told = told.notes().contains(note) ? told : told.withNote(note);
            }
        }
        if (!missing.isEmpty()) {
            told = Statements.atLeastPartial(told).withNote(Notes.notWhole(missing));
        }
        if (rolledUpBefore != null) {
            told = told.withNote(Notes.rolledUp(rolledUpBefore));
        }
        return pending.isEmpty() && again.isEmpty() ? told : StreamRun.unfinished(told);
    }

    @Override
    public boolean freshIsRead() {
        return planned && (pending.isEmpty() || freshReads <= 0);
    }
}
