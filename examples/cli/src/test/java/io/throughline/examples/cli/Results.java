package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.store.WriteResult;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Results of streams as words: how each ended. */
final class Results {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final SyncRequest ALL = SyncRequest.of(TimeWindow.endingAt(NOW, Duration.ofDays(7)));

    private Results() {}

    static SyncReport report(SyncRequest request, StreamResult... streams) {
        return new SyncReport(request, List.of(streams));
    }

    static StreamResult read(String stream) {
        return result(stream, Outcome.READ, StreamCompleteness.complete(stream, NOW));
    }

    static StreamResult partly(String stream) {
        return result(
                stream, Outcome.READ, StreamCompleteness.complete(stream, NOW).withState(State.PARTIAL));
    }

    static StreamResult stopped(String stream) {
        return result(
                stream,
                Outcome.STOPPED,
                StreamCompleteness.complete(stream, NOW).withState(State.PARTIAL));
    }

    static StreamResult skipped(String stream) {
        return result(stream, Outcome.SKIPPED, StreamCompleteness.skipped(stream, NOW.minusSeconds(600)));
    }

    static StreamResult notDue(String stream) {
        return result(stream, Outcome.NOT_DUE, StreamCompleteness.complete(stream, NOW));
    }

    static StreamResult held(String stream) {
        return result(stream, Outcome.HELD, StreamCompleteness.complete(stream, NOW));
    }

    static StreamResult backingOff(String stream) {
        return result(stream, Outcome.BACKING_OFF, StreamCompleteness.failed(stream, NOW, "it failed before"));
    }

    static StreamResult failed(String stream, Category category) {
        return new StreamResult(
                stream,
                Outcome.FAILED,
                1L,
                0,
                0,
                WriteResult.none(),
                0,
                StreamCompleteness.failed(stream, null, "it failed"),
                "it failed",
                category);
    }

    @SuppressWarnings("NullAway") // It does not see the annotation of a nested type in a class file.
    private static StreamResult result(String stream, Outcome outcome, StreamCompleteness told) {
        int reads = outcome == Outcome.READ || outcome == Outcome.STOPPED ? 1 : 0;
        return new StreamResult(
                stream, outcome, 2L, reads, reads * 10L, new WriteResult(reads * 3L, 0, 0, 0), 0, told, null, null);
    }
}
