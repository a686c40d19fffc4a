package io.throughline.correlation.replay;

import io.throughline.core.telemetry.event.Ticket;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of the range, held against the firings.
 *
 * @param ticket the ticket
 * @param firing id of the firing said first of those that it matches, or null if none does
 * @param lead from when that was said to when the ticket was opened, negative if the ticket came first; null without
 *     one
 */
public record JudgedTicket(
        Ticket ticket, @Nullable String firing, @Nullable Duration lead) {

    public JudgedTicket {
        Objects.requireNonNull(ticket, "ticket");
        if ((firing == null) != (lead == null)) {
            throw new IllegalArgumentException(
                    "ticket " + ticket.key() + " has a lead if and only if a firing matches it");
        }
    }

    /** Tells whether a firing matches it. */
    public boolean isFound() {
        return firing != null;
    }
}
