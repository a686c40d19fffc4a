package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.examples.dashboards.view.SourceNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrived, and how to say what did not. */
final class Sources {

    static final String REQUESTS = "azure/requests";
    static final String EXCEPTIONS = "azure/exceptions";
    static final String PLATFORM = "azure/metrics";
    static final String SENTRY_ERRORS = "sentry/errors";
    static final String ALERTS = "azure/alerts";
    static final String TICKETS = "jira/tickets";

    private final Completeness completeness;
    private final Instant end;

    Sources(TelemetryWindow window) {
        this.completeness = window.completeness();
        this.end = window.focus().to();
    }

    List<SourceNote> notes() {
        return completeness.streams().stream()
                .map(stream -> new SourceNote(
                        stream.stream(),
                        Names.word(stream.state()),
                        bounded(stream.asOf()),
                        stream.state() == State.COMPLETE && !stream.truncated(),
                        stream.notes()))
                .toList();
    }

    /** Streams are read in whole windows of a grid, whose last may end later than the data that are shown. */
    private @Nullable Instant bounded(@Nullable Instant asOf) {
        return asOf != null && asOf.isAfter(end) ? end : asOf;
    }

    /** Returns the event time up to which a stream was read, or null if never. */
    @Nullable
    Instant asOf(String stream) {
        return bounded(completeness.stream(stream).map(StreamCompleteness::asOf).orElse(null));
    }

    /** Returns until when silence of a stream means zero, or null if it never does: something may be missing inside. */
    @Nullable
    Instant silenceIsZeroUntil(String stream) {
        return bounded(completeness.stream(stream)
                .filter(known -> !known.truncated())
                .filter(known -> known.state() != State.PARTIAL && known.state() != State.NEVER_READ)
                .map(StreamCompleteness::asOf)
                .orElse(null));
    }

    /**
     * Returns why something of a stream is missing, or null if nothing is.
     *
     * @param any whether there is any number at all
     * @param nothing what a source that was read whole means by saying nothing
     */
    @Nullable
    String missing(String stream, boolean any, String nothing) {
        StreamCompleteness known = completeness.stream(stream).orElse(null);
        if (known == null) {
            return any ? null : "no data because " + stream + " was never read: is the source configured?";
        }
        String notes = known.notes().isEmpty() ? "" : ": " + String.join("; ", known.notes());
        String start = any ? "" : "no data because ";
        return switch (known.state()) {
            case COMPLETE ->
                any
                        ? (known.truncated() ? stream + " was cut off by the vendor" + notes : null)
                        : "no data because " + nothing;
            case PARTIAL -> start + stream + " was read only in part" + notes;
            case SKIPPED -> start + stream + " was left out on request";
            case NEVER_READ -> start + stream + " was not read yet" + notes;
            case FAILED -> start + stream + " could not be read" + notes;
        };
    }
}
