package io.throughline.sentry.usage;

import io.throughline.core.http.RestCall;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.time.Duration;
import java.util.List;

/** What became of what was sent. */
public final class UsageClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public UsageClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Asks what became of what was sent, by outcome, category, reason or project. */
    public SentryOutcomes query(UsageQuery query) {
        RestCall call = calls.get(Operation.QUERY_OUTCOMES, "stats_v2/")
                .query("field", query.field())
                .query("groupBy", query.groupBy())
                .query("category", query.categories())
                .query("outcome", query.outcomes())
                .query("interval", SentryCalls.interval(query.interval()));
        return calls.fetch(
                SentryCalls.within(call, orAll(query.projects()), List.of(), query.window()), SentryOutcomes.class);
    }

    /**
     * Asks what became of the error events that were sent: accepted, filtered, over a limit.
     *
     * @param projects ids; empty for every project the token may see
     * @param interval width of the steps, from an hour to a day
     */
    public SentryOutcomes queryErrorOutcomes(List<String> projects, TimeWindow window, Duration interval) {
        return query(UsageQuery.builder(window, "outcome")
                .categories("error")
                .projects(projects)
                .interval(interval)
                .build());
    }

    /**
     * Asks for sums by project.
     *
     * @param projects ids; empty for every project the token may see
     */
    public SentryUsageSummary summarize(List<String> projects, TimeWindow window) {
        return calls.fetch(
                SentryCalls.within(
                        calls.get(Operation.SUMMARIZE_USAGE, "stats-summary/").query("field", UsageQuery.QUANTITY),
                        orAll(projects),
                        List.of(),
                        window),
                SentryUsageSummary.class);
    }

    /** Unlike elsewhere, all projects must be asked for. */
    private static List<String> orAll(List<String> projects) {
        return projects.isEmpty() ? List.of("-1") : projects;
    }
}
