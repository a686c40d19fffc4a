package io.throughline.core.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a tracker says of the ticket of a key. */
public sealed interface TicketSearch {

    /**
     * There is one.
     *
     * @param ticket the first that was opened
     * @param others later ones with the same key, in the order they were opened: somebody's copies, for people to close
     */
    record Found(TicketRef ticket, List<TicketRef> others) implements TicketSearch {
        public Found {
            Objects.requireNonNull(ticket, "ticket");
            others = List.copyOf(others);
        }
    }

    /**
     * None is found, but what was tried last may not be visible yet.
     *
     * @param notBefore when to look again
     */
    record NotYetIndexed(Instant notBefore) implements TicketSearch {
        public NotYetIndexed {
            Objects.requireNonNull(notBefore, "notBefore");
        }
    }

    /** There is none. */
    record Absent() implements TicketSearch {}
}
