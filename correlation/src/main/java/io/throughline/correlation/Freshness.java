package io.throughline.correlation;

import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.sync.SyncSchedule;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what streams say of themselves against a window: a stream that was read whole some time ago, or that has fallen
 * silent since, says nothing about what came after. Looks at event time only, never at a clock.
 */
final class Freshness {

    /** Our own records of the streams; written when something happens, not on a schedule. */
    private static final String OWN = "throughline/";

    private final Map<String, Duration> patience;
    private final Duration otherwise;

    private Freshness(Map<String, Duration> patience, Duration otherwise) {
        this.patience = Map.copyOf(patience);
        this.otherwise = otherwise;
    }

    /** Returns the judgement by a schedule: a stream may lag as long as the schedule waits before it calls it overdue. */
    static Freshness by(SyncSchedule schedule, Collection<TelemetrySource> sources) {
        Map<String, Duration> patience = new HashMap<>();
        for (TelemetrySource source : sources) {
            for (TelemetryStream stream : source.streams()) {
                patience.put(stream.name(), schedule.patience(stream));
            }
        }
        return new Freshness(patience, SyncSchedule.SHORTEST_PATIENCE);
    }

    /**
     * Returns the statements as they hold for a window; none becomes better.
     *
     * @param silent since when each silent stream is
     */
    Completeness judge(Completeness told, Map<String, Instant> silent, TimeWindow window) {
        return Completeness.of(told.streams().stream()
                .map(stream -> judge(stream, silent.get(stream.stream()), window))
                .toList());
    }

    private StreamCompleteness judge(StreamCompleteness told, @Nullable Instant silent, TimeWindow window) {
        StreamCompleteness judged = told;
        Instant asOf = told.asOf();
        if (asOf != null && !told.stream().startsWith(OWN)) {
            Duration lag = Duration.between(asOf, window.to());
            if (lag.compareTo(patience.getOrDefault(told.stream(), otherwise)) > 0) {
                judged = lowered(judged, "read up to " + asOf + " only; the window ends at " + window.to());
            }
        }
        if (silent != null && silent.isBefore(window.to())) {
            judged = lowered(judged, "silent since " + silent + ": nothing came, although reading works");
        }
        return judged;
    }

    private static StreamCompleteness lowered(StreamCompleteness told, String note) {
        return (told.state() == State.COMPLETE ? told.withState(State.PARTIAL) : told).withNote(note);
    }
}
