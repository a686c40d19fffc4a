package io.throughline.sentry.explore;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;

/** Questions for the numbers of events. Thread-safe. */
public final class ExploreClient {

    private final SentryCalls calls;
    /** Whether the server has turned out to know only the older series; never goes back. */
    private volatile boolean older;

    /** Creates the group; the façade does. */
    public ExploreClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Lists rows of a table of events, or of groups of them. */
    public Paged<EventRow> listEvents(EventsQuery query) {
        return calls.paged(
                () -> {
                    RestCall call = calls.get(Operation.LIST_EVENTS, "events/")
                            .query("dataset", query.dataset())
                            .query("field", query.fields())
                            .query("per_page", query.pageSize())
                            .queryIfPresent("sort", query.sort());
                    if (!query.search().isEmpty()) {
                        call.query("query", query.search());
                    }
                    return SentryCalls.within(call, query.projects(), query.environments(), query.window());
                },
                EventsPage.class,
                EventsPage::rows);
    }

    /**
     * Asks for series over time. A self-hosted server that is too old for {@code events-timeseries} is asked by {@code
     * events-stats} from then on; the answer tells.
     */
    public SentryTimeSeries queryTimeSeries(TimeSeriesQuery query) {
        if (older) {
            return queryStats(query);
        }
        try {
            return calls.fetch(timeSeries(query), SentryTimeSeries.class);
        } catch (NotFoundException missing) {
            // Either the server is older or the organization does not exist; only in the first case does this answer.
            SentryTimeSeries answer;
            try {
                answer = queryStats(query);
            } catch (NotFoundException e) {
                throw missing;
            }
            older = true;
            return answer;
        }
    }

    private RestCall timeSeries(TimeSeriesQuery query) {
        RestCall call = asked(calls.get(Operation.QUERY_TIME_SERIES, "events-timeseries/"), query)
                .query("groupBy", query.groupBy());
        if (query.comparison() != null) {
            call.query("comparisonDelta", query.comparison().toSeconds());
        }
        if (!query.extrapolated()) {
            call.query("disableAggregateExtrapolation", 1);
        }
        return call;
    }

    private SentryTimeSeries queryStats(TimeSeriesQuery query) {
        RestCall call = asked(calls.get(Operation.QUERY_STATS, "events-stats/"), query);
        if (!query.groupBy().isEmpty()) {
            call.query("field", query.groupBy()).query("field", query.yAxes());
        }
        return EventsStats.read(calls.fetch(call, EventsStats.class), query);
    }

    private static RestCall asked(RestCall call, TimeSeriesQuery query) {
        SentryCalls.within(
                call.query("dataset", query.dataset())
                        .query("yAxis", query.yAxes())
                        // Seconds without a unit: a number in the published interface, a period to the server.
                        .query("interval", query.interval().toSeconds()),
                query.projects(),
                query.environments(),
                query.window());
        if (!query.search().isEmpty()) {
            call.query("query", query.search());
        }
        if (!query.groupBy().isEmpty()) {
            call.query("topEvents", query.topGroups()).query("sort", query.order());
            if (!query.withOther()) {
                call.query("excludeOther", 1);
            }
        }
        return call;
    }
}
