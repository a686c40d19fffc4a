package io.throughline.core.tracker;

import java.util.Objects;

/**
 * Which ticket.
 *
 * @param tracker the tracker's id
 * @param id what stays the same for good, even when the ticket is moved; the only part that finds it
 * @param name what people call it, as far as known: {@code OPS-17}
 */
public record TicketRef(String tracker, String id, String name) {

    public TicketRef {
        Objects.requireNonNull(tracker, "tracker");
        Objects.requireNonNull(name, "name");
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id of a ticket of " + tracker + " must not be blank");
        }
    }
}
