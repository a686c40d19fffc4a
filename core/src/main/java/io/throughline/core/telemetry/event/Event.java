package io.throughline.core.telemetry.event;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.Comparator;

/** What happened to an entity at an instant or over an interval. */
public sealed interface Event permits ErrorIssue, Alert, Ticket, Change, HealthTransition, LogPattern, SlowQuery {

    /** Orders by start, then by stream and id: a total order over the events of a store. */
    Comparator<Event> ORDER = Comparator.comparing(Event::start)
            .thenComparing(event -> event.provenance().stream())
            .thenComparing(event -> event.provenance().vendorId());

    /** Returns what all kinds of events have. */
    EventHeader header();

    /** Returns the kind. */
    EventKind kind();

    /** Returns the id within the whole store: stream and the vendor's id. */
    default String id() {
        return provenance().stream() + "#" + provenance().vendorId();
    }

    /** Returns the entity it happened to. */
    default EntityId entity() {
        return header().entity();
    }

    /** Returns the first instant it may have happened or begun, UTC. */
    default Instant start() {
        return header().start();
    }

    /** Returns the last instant it may have happened or lasted, UTC; equal to the start for an instant. */
    default Instant end() {
        return header().end();
    }

    /** Returns one line for people. */
    default String title() {
        return header().title();
    }

    /** Returns where it was read. */
    default Provenance provenance() {
        return header().provenance();
    }

    /** Tells whether it happened, at least in part, inside the window. */
    default boolean touches(TimeWindow window) {
        return start().isBefore(window.to()) && !end().isBefore(window.from());
    }
}
