package io.throughline.core.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How opening a ticket ended. */
public sealed interface OpenResult {

    /** It was opened now. */
    record Opened(TicketRef ticket) implements OpenResult {
        public Opened {
            Objects.requireNonNull(ticket, "ticket");
        }
    }

    /**
     * It was there.
     *
     * @param ticket the first that was opened
     * @param others later ones with the same key: somebody's copies, for people to close
     */
    record AlreadyOpen(TicketRef ticket, List<TicketRef> others) implements OpenResult {
        public AlreadyOpen {
            Objects.requireNonNull(ticket, "ticket");
            others = List.copyOf(others);
        }
    }

    /**
     * It may have been opened, by this try or by an earlier one.
     *
     * @param notBefore when to try again
     * @param reason what happened, one line
     */
    record Undecided(Instant notBefore, String reason) implements OpenResult {
        public Undecided {
            Objects.requireNonNull(notBefore, "notBefore");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
