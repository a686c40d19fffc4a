package io.throughline.core.telemetry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query of a database ran with a plan it did not run with before, or longer than its share. The header's entity is the
 * database, its interval the window in which it was seen.
 *
 * @param header what all events have
 * @param queryHash the database's id of the query's text
 * @param planHash the database's id of the plan now in use
 * @param previousPlanHash the plan in use before, or null if unknown or unchanged
 * @param text the query's text, literals masked, or null if the database does not give it
 * @param calls executions in the interval
 * @param meanSeconds mean duration of one execution in the interval, seconds
 */
public record SlowQuery(
        EventHeader header,
        String queryHash,
        String planHash,
        @Nullable String previousPlanHash,
        @Nullable String text,
        long calls,
        double meanSeconds)
        implements Event {

    public SlowQuery {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(queryHash, "queryHash");
        Objects.requireNonNull(planHash, "planHash");
    }

    @Override
    public EventKind kind() {
        return EventKind.SLOW_QUERY;
    }
}
