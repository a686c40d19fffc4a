package io.throughline.sentry.session;

import io.throughline.core.http.RestCall;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.time.Instant;

/**
 * Release health. Sentry answers at most 10,000 points: a question that reaches this is asked again in halves of its time,
 * and the parts are put together.
 */
public final class SessionsClient {

    /** The most points of one answer: {@value}. */
    public static final int MOST_POINTS = 10_000;

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public SessionsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Asks how many sessions there were, and how many of them crashed. */
    public SentrySessions query(SessionsQuery query) {
        if (!query.series()) {
            SentrySessions answer = ask(query);
            return answer.groups().size() >= MOST_POINTS ? answer.cutOff() : answer;
        }
        long steps = steps(query.window(), query);
        if (steps < MOST_POINTS) {
            SentrySessions answer = ask(query);
            if (!mayBeCut(answer, query, steps)) {
                return answer;
            }
            if (steps <= 1) {
                return answer.cutOff();
            }
        }
        SessionPieces pieces = new SessionPieces();
        halve(query, query.window(), pieces);
        return pieces.joined(query.totals() ? query(query.onlyTotals()) : null);
    }

    private void halve(SessionsQuery query, TimeWindow window, SessionPieces pieces) {
        long width = query.interval().toMillis();
        long from = window.from().toEpochMilli();
        long middle = Math.floorDiv(from + (window.to().toEpochMilli() - from) / 2, width) * width;
        if (middle <= from) {
            middle += width;
        }
        Instant at = Instant.ofEpochMilli(middle);
        read(query, new TimeWindow(window.from(), at), pieces);
        if (at.isBefore(window.to())) {
            read(query, new TimeWindow(at, window.to()), pieces);
        }
    }

    private void read(SessionsQuery query, TimeWindow part, SessionPieces pieces) {
        long steps = steps(part, query);
        if (steps < MOST_POINTS) {
            SentrySessions answer = ask(query.over(part));
            boolean cut = mayBeCut(answer, query, steps);
            if (steps <= 1 || !cut) {
                pieces.add(cut ? answer.cutOff() : answer);
                return;
            }
        }
        halve(query, part, pieces);
    }

    /**
     * Tells whether one group more would not have fitted in. By status, Sentry counts what it adds up to a status: there are
     * more of those than statuses.
     */
    private static boolean mayBeCut(SentrySessions answer, SessionsQuery query, long steps) {
        long weight = query.groupBy().contains(SessionsQuery.STATUS) ? 2 : 1;
        return (answer.groups().size() + 1) * steps * weight > MOST_POINTS;
    }

    private static long steps(TimeWindow window, SessionsQuery query) {
        return window.alignedTo(query.interval()).length().toSeconds()
                / query.interval().toSeconds();
    }

    private SentrySessions ask(SessionsQuery query) {
        RestCall call = calls.get(Operation.QUERY_SESSIONS, "sessions/")
                .query("field", query.fields())
                .query("groupBy", query.groupBy())
                .query("interval", SentryCalls.interval(query.interval()))
                .query("includeTotals", query.totals() ? 1 : 0)
                .query("includeSeries", query.series() ? 1 : 0)
                .queryIfPresent("orderBy", query.orderBy());
        if (!query.search().isEmpty()) {
            call.query("query", query.search());
        }
        return calls.fetch(
                        SentryCalls.within(call, query.projects(), query.environments(), query.window()),
                        SessionsAnswer.class)
                .whole();
    }
}
