package io.throughline.correlation.replay;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * How much of the tickets is known.
 *
 * @param until event time up to which they are, UTC
 * @param gaps streams of tickets that were not read whole; all streams that were not if there are no tickets to name
 *     theirs
 */
record TicketSources(Instant until, List<StreamCompleteness> gaps) {

    static TicketSources of(TelemetryWindow window) {
        TreeSet<String> sources = new TreeSet<>();
        for (Event event : window.events()) {
            if (event.kind() == EventKind.TICKET) {
                sources.add(event.provenance().stream());
            }
        }
        List<StreamCompleteness> gaps = window.completeness().gaps().stream()
                .filter(gap -> sources.isEmpty() || sources.contains(gap.stream()))
                .toList();
        Instant until = window.span().to();
        for (StreamCompleteness gap : gaps) {
            Instant asOf = gap.asOf();
            until = asOf != null && asOf.isBefore(until) ? asOf : until;
        }
        return new TicketSources(until, gaps);
    }

    /** Returns the gaps that leave something before an instant unknown. */
    List<StreamCompleteness> gapsBefore(Instant end) {
        return gaps.stream()
                .filter(gap -> gap.state() != StreamCompleteness.State.PARTIAL
                        || gap.truncated()
                        || gap.asOf() == null
                        || gap.asOf().isBefore(end))
                .toList();
    }
}
