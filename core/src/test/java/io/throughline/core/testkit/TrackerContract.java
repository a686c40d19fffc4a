package io.throughline.core.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.throughline.core.ThroughlineException;
import io.throughline.core.telemetry.event.Ticket.StatusCategory;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Tracker} must do. Whoever writes one proves it with a subclass that opens it over a small vendor, real
 * or scripted, and says how that vendor loses answers and how many tickets it has in the end.
 *
 * <p>The vendor lives as long as a test; trackers over it come and go, as processes that die do.
 */
public abstract class TrackerContract {

    private static final int TRIES = 50;

    /** Opens a tracker over the vendor of this test, with {@link #time()} as its clock. */
    protected abstract Tracker open();

    /** Returns the clock of the tracker and the vendor. */
    protected abstract TestTime time();

    /** Lets the vendor carry out the next write that is not a mere repetition, and lose the answer. */
    protected abstract void loseNextAnswer();

    /** Lets the next write never arrive, so that no answer comes. */
    protected abstract void loseNextRequest();

    /** Lets the vendor carry out the next write within {@link Tracker#settling()} only, without an answer. */
    protected abstract void delayNextWrite();

    /** Refuses the next write, carrying nothing out. */
    protected abstract void refuseNextWrite();

    /** Sets after how long the vendor's search shows what is opened from now on. */
    protected abstract void indexLag(Duration lag);

    /** Returns how many tickets of a key the vendor has, or will have when all that is under way is done. */
    protected abstract int tickets(String key);

    /** Returns how many comments of a key a ticket has, or will have. */
    protected abstract int comments(TicketRef ticket, String key);

    /** Returns how many links of a key a ticket has. */
    protected abstract int links(TicketRef ticket, String key);

    /** Deletes a ticket at the vendor. */
    protected abstract void delete(TicketRef ticket);

    @Test
    void opensOneTicketForAKey() {
        try (Tracker tracker = open()) {
            assertEquals(new TicketSearch.Absent(), tracker.find("incident-1", null));
            TicketRef opened = assertInstanceOf(OpenResult.Opened.class, tracker.open(draft("incident-1"), null))
                    .ticket();
            assertEquals(tracker.id(), opened.tracker());
            time().advance(tracker.settling());
            OpenResult again = tracker.open(draft("incident-1"), null);
            assertEquals(
                    opened,
                    assertInstanceOf(OpenResult.AlreadyOpen.class, again).ticket());
            assertEquals(1, tickets("incident-1"));
        }
    }

    @Test
    void opensAnotherTicketForAnotherKey() {
        try (Tracker tracker = open()) {
            TicketRef one = settled("incident-1");
            TicketRef longer = settled("incident-1.2");
            assertNotEquals(one.id(), longer.id());
            assertEquals(
                    one,
                    assertInstanceOf(TicketSearch.Found.class, tracker.find("incident-1", null))
                            .ticket());
            assertEquals(1, tickets("incident-1"));
            assertEquals(1, tickets("incident-1.2"));
        }
    }

    @Test
    void aLostAnswerOpensNoSecondTicket() {
        loseNextAnswer();
        settled("incident-1");
        assertEquals(1, tickets("incident-1"));
    }

    @Test
    void aLostAnswerAndALaggingIndexOpenNoSecondTicket() {
        indexLag(settling());
        loseNextAnswer();
        settled("incident-1");
        assertEquals(1, tickets("incident-1"));
    }

    @Test
    void aWriteThatIsCarriedOutLateOpensNoSecondTicket() {
        delayNextWrite();
        settled("incident-1");
        assertEquals(1, tickets("incident-1"));
    }

    @Test
    void aLostRequestIsTriedAgain() {
        loseNextRequest();
        settled("incident-1");
        assertEquals(1, tickets("incident-1"));
    }

    @Test
    void aRefusalIsToldAndLeavesNothing() {
        try (Tracker tracker = open()) {
            refuseNextWrite();
            ThroughlineException thrown =
                    assertThrows(ThroughlineException.class, () -> tracker.open(draft("incident-1"), null));
            assertNotNull(thrown.category());
            String message = thrown.getMessage();
            assertTrue(message != null && message.lines().count() == 1, "a message is one line, was " + message);
            assertEquals(0, tickets("incident-1"));
            assertInstanceOf(OpenResult.Opened.class, tracker.open(draft("incident-1"), null));
        }
    }

    @Test
    void aTicketIsNotCalledAbsentWhileItMayStillShow() {
        try (Tracker tracker = open()) {
            Instant tried = time().instant();
            loseNextRequest();
            giveUp(tracker, "incident-1");
            TicketSearch early = tracker.find("incident-1", tried);
            Instant notBefore =
                    assertInstanceOf(TicketSearch.NotYetIndexed.class, early).notBefore();
            assertFalse(notBefore.isAfter(tried.plus(tracker.settling())), "later than " + tracker.settling());
            assertInstanceOf(OpenResult.Undecided.class, tracker.open(draft("incident-1"), tried));
            assertEquals(0, tickets("incident-1"), "nothing is opened while the first try may still show");
            time().advance(tracker.settling().plusSeconds(1));
            assertEquals(new TicketSearch.Absent(), tracker.find("incident-1", tried));
        }
    }

    @Test
    void anyFaultsInAnyOrderLeaveOneTicketAndOneComment() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String key = "incident-" + round;
            indexLag(settling().dividedBy(1 + random.nextInt(4)));
            TicketRef ticket = openWith(key, random);
            assertEquals(1, tickets(key), "tickets of " + key + ", seed " + seed);
            time().advance(settling());
            commentWith(ticket, new TicketComment("note", "seen again"), random);
            time().advance(settling());
            assertEquals(1, comments(ticket, "note"), "comments on " + key + ", seed " + seed);
        }
    }

    @Test
    void commentsOnceForAKey() {
        TicketRef ticket = settled("incident-1");
        try (Tracker tracker = open()) {
            TicketComment note = new TicketComment("note-1", "p99 is 4 s\nsince 08:14 UTC");
            String written = assertInstanceOf(CommentResult.Written.class, tracker.comment(ticket, note, null))
                    .commentId();
            CommentResult again = tracker.comment(ticket, note, null);
            assertEquals(
                    written,
                    assertInstanceOf(CommentResult.AlreadyWritten.class, again).commentId());
            assertInstanceOf(
                    CommentResult.Written.class, tracker.comment(ticket, new TicketComment("note-2", "over"), null));
            assertEquals(1, comments(ticket, "note-1"));
            assertEquals(1, comments(ticket, "note-2"));
        }
    }

    @Test
    void aLostAnswerWritesNoSecondComment() {
        TicketRef ticket = settled("incident-1");
        loseNextAnswer();
        commentWith(ticket, new TicketComment("note", "seen again"), null);
        delayNextWrite();
        commentWith(ticket, new TicketComment("late", "seen again"), null);
        time().advance(settling());
        assertEquals(1, comments(ticket, "note"));
        assertEquals(1, comments(ticket, "late"));
    }

    @Test
    void tellsHowATicketStandsAndMovesIt() {
        TicketRef ticket = settled("incident-1");
        try (Tracker tracker = open()) {
            TicketState before = tracker.state(ticket).orElseThrow();
            assertEquals(ticket.id(), before.ticket().id());
            assertEquals("Checkout is slow", before.title());
            assertNotEquals(StatusCategory.DONE, before.category());
            TicketState done = assertInstanceOf(MoveResult.Moved.class, tracker.move(ticket, StatusCategory.DONE))
                    .state();
            assertEquals(StatusCategory.DONE, done.category());
            assertEquals(
                    StatusCategory.DONE, tracker.state(ticket).orElseThrow().category());
            assertInstanceOf(MoveResult.AlreadyThere.class, tracker.move(ticket, StatusCategory.DONE));
            assertInstanceOf(MoveResult.NoWay.class, tracker.move(ticket, StatusCategory.UNKNOWN));
        }
    }

    @Test
    void linksOnceForAKey() {
        TicketRef ticket = settled("incident-1");
        try (Tracker tracker = open()) {
            TicketLink link = new TicketLink("report", URI.create("https://throughline.example/i/1"), "Report");
            tracker.link(ticket, link);
            tracker.link(ticket, link);
            assertEquals(1, links(ticket, "report"));
        }
    }

    @Test
    void aDeletedTicketHasNoState() {
        TicketRef ticket = settled("incident-1");
        delete(ticket);
        try (Tracker tracker = open()) {
            assertTrue(tracker.state(ticket).isEmpty());
            assertInstanceOf(MoveResult.Gone.class, tracker.move(ticket, StatusCategory.DONE));
        }
    }

    @Test
    void takesLongTitlesAndAnyText() {
        String title = "Checkout is slow: " + "\"p99\" {code} \u00e4\ud83d\ude80 ".repeat(40);
        TicketDraft draft = TicketDraft.of("incident-1", title, "first\n\n* second {noformat}\n\u00e4\ud83d\ude80");
        try (Tracker tracker = open()) {
            TicketRef ticket = assertInstanceOf(OpenResult.Opened.class, tracker.open(draft, null))
                    .ticket();
            assertTrue(tracker.state(ticket).orElseThrow().title().startsWith("Checkout is slow: "));
        }
    }

    @Test
    void closedTwiceItDoesNothingMore() {
        Tracker tracker = open();
        tracker.close();
        assertDoesNotThrow(tracker::close);
        RuntimeException thrown = assertThrows(RuntimeException.class, () -> tracker.open(draft("incident-1"), null));
        assertNotNull(thrown.getMessage());
        assertEquals(0, tickets("incident-1"));
    }

    // ---- as somebody does who writes down each try and dies after it

    private TicketRef settled(String key) {
        TicketRef ticket = openWith(key, null);
        time().advance(settling());
        return ticket;
    }

    /** Tries until a ticket is told, with another tracker each time; with faults before some tries if {@code random}. */
    private TicketRef openWith(String key, @Nullable Random random) {
        Instant lastTried = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            fault(random, attempt);
            Instant now = time().instant();
            OpenResult result;
            try (Tracker tracker = open()) {
                result = tracker.open(draft(key), lastTried);
            } catch (ThroughlineException e) {
                time().advance(Duration.ofSeconds(1));
                continue; // refused: not carried out, so the earlier try is still the last
            }
            if (result instanceof OpenResult.Opened opened) {
                return opened.ticket();
            } else if (result instanceof OpenResult.AlreadyOpen already) {
                assertTrue(already.others().isEmpty(), "copies of " + key + ": " + already.others());
                return already.ticket();
            }
            Instant notBefore = ((OpenResult.Undecided) result).notBefore();
            // Only a try that could write counts as one: the others end before what was told then.
            lastTried = lastTried == null || !now.isBefore(lastTried.plus(settling())) ? now : lastTried;
            waitUntil(notBefore, random);
        }
        throw new AssertionError("no ticket for " + key + " after " + TRIES + " tries");
    }

    private void commentWith(TicketRef ticket, TicketComment comment, @Nullable Random random) {
        Instant lastTried = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            fault(random, attempt);
            Instant now = time().instant();
            CommentResult result;
            try (Tracker tracker = open()) {
                result = tracker.comment(ticket, comment, lastTried);
            } catch (ThroughlineException e) {
                time().advance(Duration.ofSeconds(1));
                continue;
            }
            if (!(result instanceof CommentResult.Undecided undecided)) {
                return;
            }
            lastTried = lastTried == null || !now.isBefore(lastTried.plus(settling())) ? now : lastTried;
            waitUntil(undecided.notBefore(), random);
        }
        throw new AssertionError("no comment " + comment.key() + " after " + TRIES + " tries");
    }

    private void fault(@Nullable Random random, int attempt) {
        if (random == null || attempt > TRIES / 2) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> loseNextAnswer();
            case 1 -> loseNextRequest();
            case 2 -> delayNextWrite();
            case 3 -> refuseNextWrite();
            default -> {
                // goes well
            }
        }
    }

    /** Waits as told, or, impatiently, less. */
    private void waitUntil(Instant notBefore, @Nullable Random random) {
        Duration wait = Duration.between(time().instant(), notBefore);
        assertFalse(wait.compareTo(settling().plusSeconds(1)) > 0, "told to wait longer than " + settling());
        if (random != null && random.nextInt(3) == 0) {
            wait = wait.dividedBy(2);
        }
        time().advance(wait.isNegative() || wait.isZero() ? Duration.ofSeconds(1) : wait);
    }

    private void giveUp(Tracker tracker, String key) {
        assertInstanceOf(OpenResult.Undecided.class, tracker.open(draft(key), null));
    }

    private Duration settling() {
        try (Tracker tracker = open()) {
            return tracker.settling();
        }
    }

    private static TicketDraft draft(String key) {
        return TicketDraft.of(key, "Checkout is slow", "p99 went from 0.3 s to 4 s at 08:14 UTC");
    }
}
