package io.throughline.azure.logs;

import io.throughline.core.http.QueryRejectedException;

/** Tells a table that a workspace does not have (yet) from a wrong query. */
public final class MissingTable {

    private MissingTable() {}

    /** Tells whether a query was rejected because the workspace has no such table. */
    public static boolean is(QueryRejectedException rejected, String table) {
        String message = rejected.details().message();
        return message != null
                && message.contains("'" + table + "'")
                && (message.contains("Failed to resolve table") || message.contains("could not be resolved"));
    }

    /** Returns what puts data into a table. */
    public static String remedy(String table) {
        return switch (table) {
            case LogQueries.REQUESTS, LogQueries.DEPENDENCIES, LogQueries.EXCEPTIONS, TraceQueries.TRACES ->
                "instrument the applications with Application Insights and bind it to this workspace";
            case UsageQueries.PAGE_VIEWS, UsageQueries.BROWSER_TIMINGS ->
                "load the Application Insights JavaScript SDK in the web pages";
            case UsageQueries.EVENTS -> "send custom events from the applications with Application Insights";
            case GaugeQueries.METRICS, GaugeQueries.COUNTERS ->
                "switch custom metrics and performance counters on in the applications' Application Insights SDK or"
                        + " agent";
            case AvailabilityQueries.RESULTS -> "create availability tests in Application Insights";
            case LogQueries.POSTGRESQL_QUERIES ->
                "set pg_qs.query_capture_mode on the server and send its diagnostic category"
                        + " PostgreSQLFlexQueryStoreRuntime to this workspace in resource-specific mode";
            default -> "send the data to this workspace with a diagnostic setting";
        };
    }
}
