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

    /**
     * Asks what became of the error events that were sent: accepted, filtered, over a limit.
     *
     * @param projects ids; empty for every project the token may see
     * @param interval width of the steps, from an hour to a day
     */
    public SentryOutcomes queryErrorOutcomes(List<String> projects, TimeWindow window, Duration interval) {
        RestCall call = calls.get(Operation.QUERY_OUTCOMES, "stats_v2/")
                .query("field", "sum(quantity)")
                .query("groupBy", "outcome")
                .query("category", "error")
                .query("interval", SentryCalls.interval(interval));
        // Unlike elsewhere, all projects must be asked for.
        return calls.fetch(
                SentryCalls.within(call, projects.isEmpty() ? List.of("-1") : projects, List.of(), window),
                SentryOutcomes.class);
    }
}
