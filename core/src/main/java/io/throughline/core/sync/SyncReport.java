package io.throughline.core.sync;

import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did.
 *
 * @param request what was asked for
 * @param streams one result for each stream, by ascending name
 * @param nextDue when the next stream is to be read, UTC; at once if something was left behind. Null if that is not known,
 *     because no stream was looked at
 */
public record SyncReport(
        SyncRequest request,
        List<StreamResult> streams,
        @Nullable Instant nextDue) {

    public SyncReport {
        Objects.requireNonNull(request, "request");
        streams = streams.stream()
                .sorted(Comparator.comparing(StreamResult::stream))
                .toList();
    }

    /** Creates a report that does not say when to go on. */
    public SyncReport(SyncRequest request, List<StreamResult> streams) {
        this(request, streams, null);
    }

    /**
     * Returns the results of the streams that stayed behind because the limit of calls was used up, a vendor would not take
     * more calls, or others were due again; the completeness of each says why. The less urgent ones stay behind first.
     */
    public List<StreamResult> leftBehind() {
        return streams.stream()
                .filter(stream -> stream.outcome() == StreamResult.Outcome.STOPPED)
                .toList();
    }

    /** Returns the results of the streams that failed. */
    public List<StreamResult> failures() {
        return streams.stream().filter(StreamResult::failed).toList();
    }

    /** Tells whether every stream that was not left out on request was read whole. */
    public boolean isComplete() {
        return streams.stream()
                .allMatch(s -> s.completeness().state() == StreamCompleteness.State.COMPLETE
                        || s.completeness().state() == StreamCompleteness.State.SKIPPED);
    }

    /** Returns what is known about how much arrived. */
    public Completeness completeness() {
        return Completeness.of(streams.stream().map(StreamResult::completeness).toList());
    }

    /** Returns what the store did in all. */
    public WriteResult written() {
        return streams.stream().map(StreamResult::written).reduce(WriteResult.none(), WriteResult::plus);
    }
}
