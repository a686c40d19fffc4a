package io.throughline.sentry.explore;

import io.throughline.core.http.RestCall;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;

/** Questions for the numbers of events. */
public final class ExploreClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public ExploreClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Asks for series over time. */
    public SentryTimeSeries queryTimeSeries(TimeSeriesQuery query) {
        RestCall call = SentryCalls.within(
                calls.get(Operation.QUERY_TIME_SERIES, "events-timeseries/")
                        .query("dataset", query.dataset())
                        .query("yAxis", query.yAxis())
                        .query("interval", SentryCalls.interval(query.interval())),
                query.projects(),
                query.environments(),
                query.window());
        if (!query.search().isEmpty()) {
            call.query("query", query.search());
        }
        String groupBy = query.groupBy();
        if (groupBy != null) {
            call.query("groupBy", groupBy).query("topEvents", query.topGroups()).query("sort", "-" + query.yAxis());
        }
        return calls.fetch(call, SentryTimeSeries.class);
    }
}
