package io.throughline.jira.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where reading of the tickets goes on.
 *
 * @param version of this form
 * @param projects ids of the projects that were read; one more begins anew, so that it is read from the start
 * @param from start of the horizon that was covered, epoch milliseconds
 * @param since up to when changes were read, epoch milliseconds by Jira's clock, or null before the first walk ended
 * @param wholeAt when the last walk through the whole horizon began, epoch milliseconds by Jira's clock, or null
 * @param walk a walk through pages that has not ended, or null
 */
record TicketCursor(
        int version,
        SortedSet<String> projects,
        long from,
        @Nullable Long since,
        @Nullable Long wholeAt,
        @Nullable TicketWalk walk) {

    private static final int VERSION = 2;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    TicketCursor {
        projects = projects == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(projects));
    }

    static TicketCursor fresh(SortedSet<String> projects, Instant from) {
        return new TicketCursor(VERSION, projects, from.toEpochMilli(), null, null, null);
    }

    /** Reads the text form; empty if there is none, or one that another version wrote. */
    static Optional<TicketCursor> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            TicketCursor cursor = JSON.readValue(text, TicketCursor.class);
            return cursor.version == VERSION ? Optional.of(cursor) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Tells whether all of it was read before: no earlier horizon, no other project. */
    boolean covers(SortedSet<String> wanted, Instant start) {
        return from <= start.toEpochMilli() && projects.containsAll(wanted);
    }

    /** Returns the cursor without the projects that are no longer read: should they come back, they are read anew. */
    TicketCursor only(SortedSet<String> wanted) {
        // Another scope is another query, for which a page's token is not good.
        return projects.equals(wanted) ? this : new TicketCursor(version, wanted, from, since, wholeAt, null);
    }

    /** Tells whether the whole horizon is to be read again. */
    boolean isDue(Instant now, Duration every) {
        return since == null
                || wholeAt == null
                || !now.isBefore(Instant.ofEpochMilli(wholeAt).plus(every));
    }

    TicketCursor walking(TicketWalk next) {
        return new TicketCursor(version, projects, from, since, wholeAt, next);
    }

    /** What was changed while the walk was under way may have been passed: the next walk begins at its start. */
    TicketCursor arrived(TicketWalk ended) {
        Long latest = ended.latest();
        Long until = latest == null ? since : Long.valueOf(Math.min(latest, ended.startedAt()));
        return new TicketCursor(
                version, projects, from, until, ended.whole() ? Long.valueOf(ended.startedAt()) : wholeAt, null);
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor of texts and numbers must be writable", e);
        }
    }
}
