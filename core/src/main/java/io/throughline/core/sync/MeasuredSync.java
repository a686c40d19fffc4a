package io.throughline.core.sync;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a measured stream. Two marks say how far it is: the watermark (all that arrived before it is stored) and, in the
 * state's cursor, the start of the event time that is covered. First the covered windows that got late arrivals are read
 * again; only when all of them are stored does the watermark move. Then what is not yet covered is read, newest first,
 * and the covered time grows with each write: so a run that was killed goes on where it was.
 */
final class MeasuredSync {

    /** Margin below the watermark, for arrivals that became visible a little after the vendor stamped them. */
    private static final Duration ARRIVAL_MARGIN = Duration.ofMinutes(5);

    private final MeasuredStream stream;
    private final StreamRun run;
    private final TimeWindow horizon;
    private final boolean force;

    MeasuredSync(MeasuredStream stream, StreamRun run, SyncRequest request) {
        this.stream = stream;
        this.run = run;
        this.horizon = request.horizon().alignedTo(stream.grid());
        this.force = request.force();
    }

    void execute() {
        Optional<StreamState> before = run.state();
        Instant watermark = before.map(StreamState::watermark).orElse(null);
        Instant coveredFrom =
                before.map(StreamState::cursor).map(Instant::parse).orElse(null);
        if (force || watermark == null || coveredFrom == null || !coveredFrom.isBefore(horizon.to())) {
            // A forced run keeps the earlier marks until every window has been read again.
            boolean keep = force && watermark != null && coveredFrom != null;
            coverAll(keep ? watermark : null, keep ? coveredFrom : null);
            return;
        }
        List<TimeWindow> late = joined(stream.arrivals(watermark.minus(ARRIVAL_MARGIN), since(coveredFrom)));
        List<TimeWindow> missing = coveredFrom.isAfter(horizon.from())
                ? joined(new TimeWindow(horizon.from(), coveredFrom).split(stream.grid()))
                : List.of();
        run.plan(late.size() + missing.size());
        boolean whole = true;
        for (TimeWindow window : late) {
            whole &= read(window, watermark, coveredFrom, coveredFrom);
        }
        Instant marked = whole ? run.now() : watermark;
        run.settle(marked, coveredFrom.toString());
        cover(missing, marked, coveredFrom);
    }

    private void coverAll(@Nullable Instant watermark, @Nullable Instant coveredFrom) {
        List<TimeWindow> windows = joined(horizon.split(stream.grid()));
        run.plan(windows.size());
        if (watermark == null || coveredFrom == null) {
            cover(windows, run.now(), horizon.to());
            return;
        }
        boolean whole = true;
        for (TimeWindow window : newestFirst(windows)) {
            whole &= read(window, watermark, coveredFrom, coveredFrom);
        }
        Instant earliest = coveredFrom.isBefore(horizon.from()) ? coveredFrom : horizon.from();
        run.settle(whole ? run.now() : watermark, (whole ? earliest : coveredFrom).toString());
    }

    /** Reads windows newest first; after each the covered time begins with it, until one was cut short. */
    private void cover(List<TimeWindow> windows, Instant watermark, Instant coveredFrom) {
        Instant covered = coveredFrom;
        boolean whole = true;
        for (TimeWindow window : newestFirst(windows)) {
            whole &= read(window, watermark, whole ? window.from() : covered, covered);
            if (whole) {
                covered = window.from();
            }
        }
    }

    /**
     * Reads and stores a window; splits it where the vendor cut it.
     *
     * @param ifWhole start of the covered time if all of the window arrives
     * @param otherwise start of the covered time if not
     * @return whether all of it arrived
     */
    private boolean read(TimeWindow window, Instant watermark, Instant ifWhole, Instant otherwise) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted before " + window + " of " + stream.name());
        }
        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness = stream.read(window, batch);
        List<TimeWindow> windows = window.split(stream.grid());
        if (completeness.truncated() && windows.size() > 1) {
            Instant middle = windows.get(windows.size() / 2).from();
            boolean later = read(new TimeWindow(middle, window.to()), watermark, otherwise, otherwise);
            boolean earlier =
                    read(new TimeWindow(window.from(), middle), watermark, later ? ifWhole : otherwise, otherwise);
            return later && earlier;
        }
        boolean whole = completeness.state() == State.COMPLETE && !completeness.truncated();
        run.heard(completeness);
        run.replace(List.of(window), batch, watermark, (whole ? ifWhole : otherwise).toString());
        return whole;
    }

    private TimeWindow since(Instant coveredFrom) {
        return new TimeWindow(coveredFrom.isAfter(horizon.from()) ? coveredFrom : horizon.from(), horizon.to());
    }

    /** Joins neighbouring grid windows into reads as long as the stream wants them. */
    private List<TimeWindow> joined(List<TimeWindow> windows) {
        List<TimeWindow> reads = new ArrayList<>();
        for (TimeWindow window : new TreeSet<>(windows)) {
            TimeWindow last = reads.isEmpty() ? null : reads.get(reads.size() - 1);
            if (last != null
                    && last.to().equals(window.from())
                    && Duration.between(last.from(), window.to()).compareTo(stream.longestRead()) <= 0) {
                reads.set(reads.size() - 1, new TimeWindow(last.from(), window.to()));
            } else {
                reads.add(window);
            }
        }
        return reads;
    }

    private static List<TimeWindow> newestFirst(List<TimeWindow> windows) {
        List<TimeWindow> reversed = new ArrayList<>(windows);
        Collections.reverse(reversed);
        return reversed;
    }
}
