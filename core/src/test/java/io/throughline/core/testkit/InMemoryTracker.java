package io.throughline.core.testkit;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.tracker.CommentResult;
import io.throughline.core.tracker.MoveResult;
import io.throughline.core.tracker.OpenResult;
import io.throughline.core.tracker.TicketComment;
import io.throughline.core.tracker.TicketDraft;
import io.throughline.core.tracker.TicketLink;
import io.throughline.core.tracker.TicketRef;
import io.throughline.core.tracker.TicketSearch;
import io.throughline.core.tracker.TicketState;
import io.throughline.core.tracker.Tracker;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tracker over a {@link ScriptedTracker}: the smallest that keeps the promise of one ticket for one key, and the example
 * of one. Thread-safe.
 */
public final class InMemoryTracker implements Tracker {

    private final ScriptedTracker vendor;
    private final Clock clock;
    private volatile boolean closed;

    InMemoryTracker(ScriptedTracker vendor, Clock clock) {
        this.vendor = vendor;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public Duration settling() {
        return vendor.longestDelay();
    }

    @Override
    public OpenResult open(TicketDraft draft, @Nullable Instant lastTried) {
        requireOpen();
        TicketSearch search = find(draft.key(), lastTried);
        if (search instanceof TicketSearch.Found found) {
            return new OpenResult.AlreadyOpen(found.ticket(), found.others());
        }
        if (search instanceof TicketSearch.NotYetIndexed later) {
            return new OpenResult.Undecided(later.notBefore(), "an earlier try may still show");
        }
        Instant now = clock.instant();
        try {
            return new OpenResult.Opened(ref(vendor.create(draft.key(), draft.title())));
        } catch (ScriptedTracker.LostAnswer e) {
            return new OpenResult.Undecided(now.plus(settling()), "no answer came");
        }
    }

    @Override
    public TicketSearch find(String key, @Nullable Instant lastTried) {
        requireOpen();
        List<Long> found = vendor.search(key);
        if (!found.isEmpty()) {
            List<TicketRef> refs = found.stream().map(InMemoryTracker::ref).toList();
            return new TicketSearch.Found(refs.get(0), refs.subList(1, refs.size()));
        }
        return lastTried == null || !clock.instant().isBefore(lastTried.plus(settling()))
                ? new TicketSearch.Absent()
                : new TicketSearch.NotYetIndexed(lastTried.plus(settling()));
    }

    @Override
    public Optional<TicketState> state(TicketRef ticket) {
        requireOpen();
        return vendor.get(id(ticket))
                .map(found -> new TicketState(
                        ticket,
                        found.title(),
                        found.status().name(),
                        found.status(),
                        found.updated(),
                        URI.create("https://tickets.example/" + ticket.id())));
    }

    @Override
    public CommentResult comment(TicketRef ticket, TicketComment comment, @Nullable Instant lastTried) {
        requireOpen();
        if (vendor.commentKeys(id(ticket)).contains(comment.key())) {
            return new CommentResult.AlreadyWritten(comment.key());
        }
        Instant now = clock.instant();
        if (lastTried != null && now.isBefore(lastTried.plus(settling()))) {
            return new CommentResult.Undecided(lastTried.plus(settling()), "an earlier try may still show");
        }
        try {
            vendor.comment(id(ticket), comment.key());
            return new CommentResult.Written(comment.key());
        } catch (ScriptedTracker.LostAnswer e) {
            return new CommentResult.Undecided(now.plus(settling()), "no answer came");
        }
    }

    @Override
    public MoveResult move(TicketRef ticket, Ticket.StatusCategory category) {
        requireOpen();
        Optional<TicketState> before = state(ticket);
        if (before.isEmpty()) {
            return new MoveResult.Gone();
        }
        if (before.get().category() == category) {
            return new MoveResult.AlreadyThere(before.get());
        }
        if (category == Ticket.StatusCategory.UNKNOWN) {
            return new MoveResult.NoWay("no status means " + category);
        }
        vendor.move(id(ticket), category);
        return state(ticket).<MoveResult>map(MoveResult.Moved::new).orElse(new MoveResult.Gone());
    }

    @Override
    public void link(TicketRef ticket, TicketLink link) {
        requireOpen();
        vendor.link(id(ticket), link.key());
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new ThroughlineException(Category.CALLER, "the tracker memory is closed: open another", null);
        }
    }

    private static TicketRef ref(long id) {
        return new TicketRef("memory", Long.toString(id), "MEM-" + id);
    }

    private static long id(TicketRef ticket) {
        return Long.parseLong(ticket.id());
    }
}
