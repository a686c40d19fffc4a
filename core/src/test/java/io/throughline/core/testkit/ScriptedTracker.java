package io.throughline.core.testkit;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.telemetry.event.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vendor of tickets in memory, whose writes can get lost, lose their answers or take their time, and whose index lags.
 * Thread-safe.
 */
public final class ScriptedTracker {

    /** What happens to a write. */
    public enum Fault {
        /** It is carried out, and the answer is lost. */
        LOST_ANSWER,
        /** It never arrives, and so no answer comes. */
        LOST_REQUEST,
        /** No answer comes; it is carried out later, within {@link #longestDelay()}. */
        LATE,
        /** It is refused. */
        REFUSED
    }

    private final Clock clock;
    private final Duration longestDelay;
    private final Map<Long, Known> tickets = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private Duration indexLag = Duration.ZERO;
    private long nextId = 1;

    /**
     * Creates a vendor without tickets.
     *
     * @param longestDelay how long a write without an answer, and the index, take at most
     */
    public ScriptedTracker(Clock clock, Duration longestDelay) {
        this.clock = clock;
        this.longestDelay = longestDelay;
    }

    /** Opens a tracker over it. */
    public InMemoryTracker open() {
        return new InMemoryTracker(this, clock);
    }

    /** Lets faults happen to the next writes, in order. */
    public synchronized void faults(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Sets after how long the search finds what is opened from now on; at most {@link #longestDelay()}. */
    public synchronized void indexLag(Duration lag) {
        if (lag.compareTo(longestDelay) > 0) {
            throw new IllegalArgumentException("the index lags at most " + longestDelay + ", was " + lag);
        }
        indexLag = lag;
    }

    /** Returns how long a write without an answer, and the index, take at most. */
    public Duration longestDelay() {
        return longestDelay;
    }

    /** Returns how many tickets there are, or will be, with a key. */
    public synchronized int count(String key) {
        return (int) tickets.values().stream()
                .filter(ticket -> ticket.key.equals(key))
                .count();
    }

    /** Returns how many comments of a key a ticket has, or will have. */
    public synchronized int comments(String ticketId, String key) {
        return (int) known(Long.parseLong(ticketId)).comments.stream()
                .filter(comment -> comment.key().equals(key))
                .count();
    }

    /** Returns how many links of a key a ticket has. */
    public synchronized int links(String ticketId, String key) {
        return known(Long.parseLong(ticketId)).links.containsKey(key) ? 1 : 0;
    }

    /** Deletes a ticket. */
    public synchronized void delete(String ticketId) {
        tickets.remove(Long.parseLong(ticketId));
    }

    synchronized long create(String key, String title) {
        return write(at -> {
            long id = nextId++;
            tickets.put(id, new Known(key, title, at, at.plus(indexLag)));
            return id;
        });
    }

    synchronized List<Long> search(String key) {
        Instant now = clock.instant();
        return tickets.entrySet().stream()
                .filter(entry -> entry.getValue().key.equals(key))
                .filter(entry -> !entry.getValue().indexed.isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized Optional<Shown> get(long id) {
        return Optional.ofNullable(tickets.get(id))
                .filter(ticket -> !ticket.opened.isAfter(clock.instant()))
                .map(ticket -> new Shown(ticket.title, ticket.status, ticket.opened));
    }

    synchronized List<String> commentKeys(long id) {
        Instant now = clock.instant();
        return known(id).comments.stream()
                .filter(comment -> !comment.at().isAfter(now))
                .map(Comment::key)
                .toList();
    }

    synchronized void comment(long id, String key) {
        Known ticket = known(id);
        write(at -> ticket.comments.add(new Comment(key, at)) ? id : 0);
    }

    synchronized void move(long id, Ticket.StatusCategory status) {
        Known ticket = known(id);
        write(at -> {
            ticket.status = status;
            return id;
        });
    }

    synchronized void link(long id, String key) {
        Known ticket = known(id);
        write(at -> {
            ticket.links.put(key, at);
            return id;
        });
    }

    private long write(Write write) {
        Instant now = clock.instant();
        Fault fault = faults.poll();
        if (fault == null) {
            return write.at(now);
        }
        switch (fault) {
            case REFUSED -> throw new ThroughlineException(Category.REMOTE, "the tracker is down for a moment", null);
            case LOST_ANSWER -> write.at(now);
            case LATE -> write.at(now.plus(longestDelay.minusMillis(1)).minus(indexLag));
            case LOST_REQUEST -> {
                // nothing arrived
            }
        }
        throw new LostAnswer();
    }

    private Known known(long id) {
        Known ticket = tickets.get(id);
        if (ticket == null) {
            throw new ThroughlineException(Category.CALLER, "there is no ticket " + id, null);
        }
        return ticket;
    }

    /** A ticket as it is shown. */
    record Shown(String title, Ticket.StatusCategory status, Instant updated) {}

    private record Comment(String key, Instant at) {}

    /** Something done at an instant. */
    private interface Write {
        long at(Instant instant);
    }

    /** No answer came: it may have been carried out. */
    static final class LostAnswer extends ThroughlineException {
        private static final long serialVersionUID = 1L;

        LostAnswer() {
            super(Category.NETWORK, "no answer came; it may have been carried out", null);
        }
    }

    private static final class Known {
        private final String key;
        private final String title;
        private final Instant opened;
        private final Instant indexed;
        private final List<Comment> comments = new ArrayList<>();
        private final Map<String, Instant> links = new TreeMap<>();
        private Ticket.StatusCategory status = Ticket.StatusCategory.TO_DO;

        private Known(String key, String title, Instant opened, Instant indexed) {
            this.key = key;
            this.title = title;
            this.opened = opened;
            this.indexed = indexed;
        }
    }
}
