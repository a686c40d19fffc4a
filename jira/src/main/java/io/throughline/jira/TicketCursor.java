package io.throughline.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where reading of the tickets goes on.
 *
 * @param version of this form
 * @param scope the projects that were read; another scope begins anew, so that what it adds is read from the start
 * @param from start of the horizon that was covered, epoch milliseconds
 * @param since up to when changes were read, epoch milliseconds by Jira's clock, or null before the first walk ended
 * @param walk a walk through pages that has not ended, or null
 */
record TicketCursor(
        int version,
        String scope,
        long from,
        @Nullable Long since,
        @Nullable Walk walk) {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * A walk through pages.
     *
     * @param bound the lower bound of {@code updated}, as the literal of the query
     * @param token the next page, or null for the first
     * @param startedAt when the first page was asked for, epoch milliseconds by Jira's clock
     * @param latest the latest change seen so far, epoch milliseconds, or null
     */
    record Walk(
            String bound,
            @Nullable String token,
            long startedAt,
            @Nullable Long latest) {}

    static TicketCursor fresh(String scope, Instant from) {
        return new TicketCursor(VERSION, scope, from.toEpochMilli(), null, null);
    }

    /** Reads the text form; empty if there is none, or one that a later version wrote. */
    static Optional<TicketCursor> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            TicketCursor cursor = JSON.readValue(text, TicketCursor.class);
            return cursor.version == VERSION && cursor.scope != null ? Optional.of(cursor) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    TicketCursor walking(Walk next) {
        return new TicketCursor(version, scope, from, since, next);
    }

    TicketCursor arrived(@Nullable Instant until) {
        return new TicketCursor(version, scope, from, until == null ? since : Long.valueOf(until.toEpochMilli()), null);
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor of texts and numbers must be writable", e);
        }
    }
}
