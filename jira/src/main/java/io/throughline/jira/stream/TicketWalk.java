package io.throughline.jira.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the pages of what was changed, in the order of creation: an order that changes do not disturb, so that no
 * ticket can slip from an unread page to a read one.
 *
 * @param bound the lower bound of {@code updated}, as the literal of the query
 * @param exact the same as an instant, epoch milliseconds: what was changed before is known
 * @param after the lower bound of {@code created}, as the literal of the query, or null from the first on
 * @param token the next page, or null for the first of the query
 * @param startedAt when the first page was asked for, epoch milliseconds by Jira's clock
 * @param latest the latest change seen so far, epoch milliseconds, or null
 * @param reached creation of the last ticket seen, epoch milliseconds, or null: from there on the walk can go on without
 *     its token
 * @param whole whether the whole horizon is read, whatever was read before
 * @param gaps sentences on what could not be read so far
 */
record TicketWalk(
        String bound,
        long exact,
        @Nullable String after,
        @Nullable String token,
        long startedAt,
        @Nullable Long latest,
        @Nullable Long reached,
        boolean whole,
        List<String> gaps) {

    private static final int MOST_GAPS = 20;

    TicketWalk {
        gaps = gaps == null ? List.of() : List.copyOf(gaps);
    }

    static TicketWalk begin(Instant exact, JqlTimes times, Instant now, boolean whole) {
        return new TicketWalk(
                times.atOrBefore(exact).toString(),
                exact.toEpochMilli(),
                null,
                null,
                now.toEpochMilli(),
                null,
                null,
                whole,
                List.of());
    }

    @JsonIgnore
    List<JqlClause> conditions() {
        List<JqlClause> conditions = new ArrayList<>();
        conditions.add(JqlClause.atOrAfter(JqlField.UPDATED, LocalDateTime.parse(bound)));
        if (after != null) {
            conditions.add(JqlClause.atOrAfter(JqlField.CREATED, LocalDateTime.parse(after)));
        }
        return conditions;
    }

    /** Returns the walk after a page was read. */
    TicketWalk read(List<JiraIssue> issues, @Nullable String next) {
        Long newest = latest;
        Long last = reached;
        for (JiraIssue issue : issues) {
            newest = later(newest, issue.fields().updated());
            last = later(last, issue.fields().created());
        }
        return new TicketWalk(bound, exact, after, next, startedAt, newest, last, whole, gaps);
    }

    /** Returns the walk from the last ticket seen on, by a query of its own; tickets of its minute come again. */
    TicketWalk fromReached(JqlTimes times) {
        String from = reached == null
                ? null
                : times.atOrBefore(Instant.ofEpochMilli(reached)).toString();
        return new TicketWalk(boundIn(times), exact, from, null, startedAt, latest, reached, whole, gaps);
    }

    /** Returns the literal of the exact bound in the zone that the account has now, which may be another than before. */
    String boundIn(JqlTimes times) {
        return times.atOrBefore(Instant.ofEpochMilli(exact)).toString();
    }

    /** Returns the walk with sentences on what could not be read. */
    TicketWalk with(List<String> more) {
        Set<String> all = new LinkedHashSet<>(gaps);
        all.addAll(more);
        List<String> kept = all.stream().limit(MOST_GAPS).toList();
        return new TicketWalk(bound, exact, after, token, startedAt, latest, reached, whole, kept);
    }

    /** Tells whether an issue is known already: minutes are coarse, and so the query finds more than was asked. */
    boolean knows(JiraIssue issue) {
        Instant updated = issue.fields().updated();
        return updated != null && updated.toEpochMilli() < exact;
    }

    private static @Nullable Long later(@Nullable Long known, @Nullable Instant instant) {
        return instant == null || (known != null && known >= instant.toEpochMilli())
                ? known
                : Long.valueOf(instant.toEpochMilli());
    }
}
