package io.throughline.core.sync;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.StreamState;
import io.throughline.core.sync.Urgency.Rank;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a revised stream: part by part along its cursor, then, once a UTC day, a census for what was deleted. A forced
 * sync walks the horizon from its beginning once more; the cursor of a stream that has one stays where it was, so that
 * neither a short horizon nor a kill makes it forget what it has not yet seen. A horizon shorter than before is read as
 * the longer one; one that begins earlier is walked from its beginning after the newer part is read, over several syncs if
 * need be ({@link Reach}).
 */
final class RevisedSync implements StreamSteps {

    private enum Phase {
        WALK,
        WALK_WIDER,
        WALK_AGAIN,
        CENSUS,
        DONE
    }

    private final RevisedStream stream;
    private final StreamRun run;
    private final TimeWindow horizon;
    private final boolean censusDue;
    private final boolean walksAgain;
    private final boolean firstWalk;
    private Reach reach;
    private @Nullable String cursorAgain;
    private Phase phase = Phase.WALK;
    private int parts;

    RevisedSync(RevisedStream stream, StreamRun run) {
        this.stream = stream;
        this.run = run;
        this.horizon = run.request().horizon();
        Reach before = Reach.of(run.state().map(StreamState::cursor).orElse(null));
        this.reach = before.towards(horizon.from(), run.now());
        boolean unfinished =
                run.state().map(state -> isUnfinished(state.completeness())).orElse(false);
        this.walksAgain = run.request().force() && before.cursor() != null;
        this.firstWalk = before.cursor() == null || unfinished;
        this.censusDue = run.request().force() || unfinished || isNewDay();
    }

    private static boolean isUnfinished(StreamCompleteness before) {
        return before.state() == State.FAILED || before.state() == State.SKIPPED || Notes.goesOn(before);
    }

    private boolean isNewDay() {
        Attempts attempts = run.attemptsBefore();
        Instant last = attempts.succeededAt() != null
                ? attempts.succeededAt()
                : run.state().map(StreamState::updatedAt).orElse(null);
        return last != null && !day(last).equals(day(run.now()));
    }

    private static Instant day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    @Override
    public Optional<Next> next() {
        return switch (phase) {
            case WALK -> Optional.of(new Next(firstWalk && parts > 0 ? Rank.BACKFILL : Rank.FRESH, run.now()));
            case WALK_WIDER, WALK_AGAIN, CENSUS -> Optional.of(new Next(Rank.BACKFILL, run.now()));
            case DONE -> Optional.empty();
        };
    }

    @Override
    public void step() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between parts of " + stream.name());
        }
        switch (phase) {
            case WALK -> walk();
            case WALK_WIDER -> walkWider();
            case WALK_AGAIN -> walkAgain();
            case CENSUS -> census();
            case DONE -> throw new IllegalStateException("nothing is left to do for " + stream.name());
        }
    }

    private void walk() {
        if (parts == 0) {
            run.plan(0);
        }
        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(reach.cursor(), reached(), batch);
        run.requireNoneRefused();
        run.heard(revisions.completeness());
        if (!revisions.more()) {
            phase = reach.isWidening() ? Phase.WALK_WIDER : afterWider();
        }
        reach = reach.walkedTo(revisions.cursor());
        run.revise(batch, reach.text(), statement());
        // Only a part that was kept counts: a stream whose first read fails has never been read.
        parts++;
    }

    private void walkWider() {
        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(reach.wider(), reached(), batch);
        run.requireNoneRefused();
        run.heard(revisions.completeness());
        if (!revisions.more()) {
            phase = afterWider();
        }
        reach = revisions.more() ? reach.widerTo(revisions.cursor()) : reach.widened();
        run.revise(batch, reach.text(), statement());
    }

    private Phase afterWider() {
        return walksAgain ? Phase.WALK_AGAIN : censusDue ? Phase.CENSUS : Phase.DONE;
    }

    /** Returns the horizon, with all that the cursor speaks for. */
    private TimeWindow reached() {
        Instant start = reach.start();
        return start.isBefore(horizon.from()) ? new TimeWindow(start, horizon.to()) : horizon;
    }

    private void walkAgain() {
        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(cursorAgain, horizon, batch);
        run.requireNoneRefused();
        run.heard(revisions.completeness());
        if (!revisions.more()) {
            phase = Phase.CENSUS;
        }
        run.revise(batch, reach.text(), statement());
        cursorAgain = revisions.cursor();
    }

    private void census() {
        stream.census(horizon).ifPresent(present -> {
            run.requireNoneRefused();
            run.retire(stream, present, horizon);
        });
        run.requireNoneRefused();
        phase = Phase.DONE;
    }

    /** What is known so far; a run that ends here must not be taken for one that was read whole. */
    private StreamCompleteness statement() {
        return switch (phase) {
            case WALK, WALK_WIDER, WALK_AGAIN -> StreamRun.unfinished(run.told());
            case CENSUS -> run.told().withNote(Notes.CENSUS_OWED);
            case DONE -> run.told();
        };
    }

    @Override
    public void settle() {
        run.settle(run.state().map(StreamState::watermark).orElse(null), reach.text(), statement());
    }

    @Override
    public boolean freshIsRead() {
        return phase == Phase.CENSUS || phase == Phase.DONE || (parts > 0 && (firstWalk || phase != Phase.WALK));
    }
}
