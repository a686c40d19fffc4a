package io.throughline.core.tracker;

import io.throughline.core.telemetry.event.Ticket;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands.
 *
 * @param ticket which one, by its present name
 * @param title the line for people
 * @param status the status as the tracker calls it
 * @param category what the status means
 * @param updated when anything of it changed last, UTC, or null if unknown
 * @param page its page for people, or null if unknown
 */
public record TicketState(
        TicketRef ticket,
        String title,
        String status,
        Ticket.StatusCategory category,
        @Nullable Instant updated,
        @Nullable URI page) {

    public TicketState {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(category, "category");
    }
}
