package io.throughline.core.sync;

import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a sync did.
 *
 * @param request what was asked for
 * @param streams one result for each stream, by ascending name
 */
public record SyncReport(SyncRequest request, List<StreamResult> streams) {

    public SyncReport {
        Objects.requireNonNull(request, "request");
        streams = streams.stream()
                .sorted(Comparator.comparing(StreamResult::stream))
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
