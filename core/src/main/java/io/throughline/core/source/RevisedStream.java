package io.throughline.core.source;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream of things that change: tickets, issues, alerts, releases. It is read by a change cursor and keyed by the
 * vendor's id; each state is a revision. What was deleted is found by census.
 *
 * <p>It may deliver numbers as well: those of a vendor that thins out its own past. A point replaces the one of the same
 * series and time, and none is ever removed, so what was read once stays.
 */
public non-sealed interface RevisedStream extends TelemetryStream {

    /**
     * Reads the next part of what changed since the cursor into the sink, on the caller's thread. Delivering something
     * unchanged again is harmless.
     *
     * @param cursor what the last read returned, or null to read the horizon from its beginning
     * @param horizon the event time of interest; things that lie wholly before it may be left out
     * @return the next cursor, and whether more can be read at once
     * @throws io.throughline.core.ThroughlineException if the vendor could not be read; nothing put into the sink counts
     */
    Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink);

    /**
     * Returns the vendor ids of all things that exist now and started within the horizon, to find deleted ones. Empty if
     * the vendor cannot tell, or nothing of it is ever deleted.
     */
    default Optional<Set<String>> census(TimeWindow horizon) {
        return Optional.empty();
    }

    /**
     * Looks after what the store has and a census did not list, before it is taken for deleted: an index may lag, and what
     * was moved is not deleted. The default believes the census.
     *
     * @param missing vendor ids that the census did not list
     * @return those that are gone, and what became of them
     */
    default Departures departures(Set<String> missing) {
        return new Departures(missing, List.of());
    }

    /**
     * What became of things that a census did not list.
     *
     * @param gone vendor ids of those that no longer exist, or no longer belong to the stream; the others stay
     * @param notes sentences for people: where moved things went, what could not be found out
     */
    record Departures(Set<String> gone, List<String> notes) {

        public Departures {
            gone = Set.copyOf(gone);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The outcome of a read.
     *
     * @param cursor opaque text to go on from
     * @param more whether another read should follow at once
     * @param completeness what is known about how much arrived; with {@code more} to follow it speaks of this part only, and
     *     its {@code asOf} of what was read before
     */
    record Revisions(String cursor, boolean more, StreamCompleteness completeness) {}
}
