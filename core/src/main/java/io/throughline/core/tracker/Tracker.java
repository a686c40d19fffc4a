package io.throughline.core.tracker;

import io.throughline.core.telemetry.event.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets are opened and followed. Thread-safe; keeps nothing of its own, so that several processes can use one
 * vendor.
 *
 * <p>An answer can be lost, and a vendor's index lags: a ticket that was just opened may not be found for minutes. So
 * whoever opens tickets <b>writes down the instant before it tries</b>, and hands it in when it tries again without
 * knowing how the last try ended; a tracker opens another ticket only once that try has surely left no trace. A key is
 * tried by one process at a time.
 *
 * <pre>{@code
 * Instant lastTried = outbox.lastTried(key);       // null the first time
 * outbox.trying(key, clock.instant());             // durable before the call
 * switch (tracker.open(draft, lastTried)) {
 *     case OpenResult.Opened opened -> outbox.done(key, opened.ticket());
 *     case OpenResult.AlreadyOpen already -> outbox.done(key, already.ticket());
 *     case OpenResult.Undecided undecided -> outbox.later(key, undecided.notBefore());
 * }
 * }</pre>
 *
 * <p>All methods throw {@link io.throughline.core.ThroughlineException} if the vendor refused or could not be reached and
 * nothing was written; a write whose answer was lost is a result.
 */
public interface Tracker extends AutoCloseable {

    /** Returns the tracker's id, the one of its source: {@code jira}. */
    String id();

    /**
     * Returns how long after a try to write its outcome may still be unknown: the vendor's longest delay between a call
     * that got no answer and what it did being visible.
     */
    Duration settling();

    /**
     * Opens a ticket unless there is one with the draft's key.
     *
     * @param lastTried when it was tried last, if how that ended is unknown; null if it was never tried, or is known not to
     *     have been carried out
     */
    OpenResult open(TicketDraft draft, @Nullable Instant lastTried);

    /**
     * Looks for the ticket of a key; changes nothing.
     *
     * @param key as in {@link TicketDraft#key()}
     * @param lastTried as with {@link #open}
     */
    TicketSearch find(String key, @Nullable Instant lastTried);

    /** Returns how a ticket stands now; empty if it does not exist or may not be seen. */
    Optional<TicketState> state(TicketRef ticket);

    /**
     * Writes a comment unless the ticket has one with the comment's key.
     *
     * @param lastTried as with {@link #open}
     */
    CommentResult comment(TicketRef ticket, TicketComment comment, @Nullable Instant lastTried);

    /** Brings a ticket into a status of a category, whatever it is called there; may be repeated. */
    MoveResult move(TicketRef ticket, Ticket.StatusCategory category);

    /** Links a ticket to a page elsewhere; one with the same key is replaced, so it may be repeated. */
    void link(TicketRef ticket, TicketLink link);

    /** Frees what the tracker holds; later calls fail. Idempotent. */
    @Override
    void close();
}
