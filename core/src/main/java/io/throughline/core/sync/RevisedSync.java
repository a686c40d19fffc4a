package io.throughline.core.sync;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Syncs a revised stream: part by part along its cursor, then, once a UTC day, a census for what was deleted. */
final class RevisedSync {

    private final RevisedStream stream;
    private final StreamRun run;
    private final TimeWindow horizon;
    private final boolean force;

    RevisedSync(RevisedStream stream, StreamRun run, SyncRequest request) {
        this.stream = stream;
        this.run = run;
        this.horizon = request.horizon();
        this.force = request.force();
    }

    void execute() {
        Optional<Instant> lastRun = run.state().map(StreamState::updatedAt);
        boolean owed = run.wasCutOff();
        String cursor = force ? null : run.state().map(StreamState::cursor).orElse(null);
        run.plan(0);
        boolean more = true;
        while (more) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted between parts of " + stream.name());
            }
            TelemetryBatch batch = new TelemetryBatch();
            Revisions revisions = stream.read(cursor, horizon, batch);
            run.heard(revisions.completeness());
            run.revise(batch, revisions.cursor(), revisions.more());
            cursor = revisions.cursor();
            more = revisions.more();
        }
        boolean newDay = lastRun.isPresent()
                && !lastRun.get().truncatedTo(ChronoUnit.DAYS).equals(run.now().truncatedTo(ChronoUnit.DAYS));
        if (force || newDay || owed) {
            stream.census(horizon).ifPresent(present -> run.retire(stream, present, horizon));
        }
    }
}
