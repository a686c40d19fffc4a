package io.throughline.correlation.replay;

import io.throughline.core.telemetry.event.Event;
import java.util.List;
import java.util.Objects;

/**
 * A firing, held against the tickets.
 *
 * @param firing what was said
 * @param tickets ids of the tickets that it matches ({@link Event#id()}), by when they were opened
 * @param outcome what came of it
 */
public record JudgedFiring(SaidFiring firing, List<String> tickets, Outcome outcome) {

    /** What came of a firing. */
    public enum Outcome {
        /** A ticket was opened at about its time. */
        MATCHED,
        /** None was. */
        UNMATCHED,
        /** None was yet, and the time in which one may be opened is not known to its end: it counts neither way. */
        UNDECIDED
    }

    public JudgedFiring {
        Objects.requireNonNull(firing, "firing");
        Objects.requireNonNull(outcome, "outcome");
        tickets = List.copyOf(tickets);
    }
}
