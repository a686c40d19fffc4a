package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/**
 * Queries over tables of applications and the query store of PostgreSQL, and what all queries over logs share. Counts are
 * sums of {@code ItemCount}: a stored row stands for as many real items. Latency comes as counts per bucket of {@link
 * io.throughline.core.telemetry.ExponentialHistogram}.
 */
public final class LogQueries {

    public static final String REQUESTS = "AppRequests";
    public static final String DEPENDENCIES = "AppDependencies";
    public static final String EXCEPTIONS = "AppExceptions";
    public static final String POSTGRESQL_QUERIES = "PGSQLQueryStoreRuntime";
    /** What the workspace took in, by table and hour. */
    public static final String USAGE = "Usage";

    /** In place of a bucket's index: the duration is zero. */
    public static final int ZERO = -100_000;
    /** In place of a bucket's index: there is no duration. */
    public static final int UNKNOWN = 100_000;

    /** Clocks of caller and callee may differ by as much, and a call may last as long, for them to be joined. */
    private static final Duration CALL_SLACK = Duration.ofMinutes(5);
    /** The database writes an interval's statistics at most this long after it began. */
    private static final Duration QUERY_STORE_DELAY = Duration.ofHours(1);

    static final String BUCKET = "extend Bucket = case(isnull(DurationMs), " + UNKNOWN
            + ", DurationMs > 0, toint(ceiling(log2(DurationMs / 1000.0) * 16)) - 1, " + ZERO + ")";
    static final String SECONDS = "extend Seconds = iff(DurationMs > 0, DurationMs / 1000.0, 0.0)";
    static final String DISTRIBUTION = "summarize Items = sum(ItemCount), Failures = sumif(ItemCount, "
            + "Success == false), Stored = count(), SecondsSum = sum(Seconds * ItemCount), SecondsMin = min(Seconds), "
            + "SecondsMax = max(Seconds) by Step = bin(TimeGenerated, {}), ";
    private static final String EXTERNAL_CALLS =
            "where isnotempty(Target) and not(DependencyType startswith \"InProc\")";

    /**
     * Names of HTTP calls carry the raw path: each id would make a series of its own, and an e-mail address in a path
     * would be stored. Segments that begin with a digit, or hold an {@code @}, two digits in a row or a digit after a
     * hyphen, become a star; {@code /v1} stays. Twice, since a match takes the slash that the next segment needs.
     */
    static final String TEMPLATED_NAMES = "extend Name = " + templated(templated("Name"));

    private LogQueries() {}

    static String templated(String expression) {
        return "replace_regex(" + expression + ", @'/([0-9][^/]*|[^/]*(@|[0-9][0-9]|[-_.][0-9])[^/]*)(/|$)', @'/*\\3')";
    }

    /** Served requests per step, role, operation and bucket. */
    public static KqlQuery requests(TimeWindow window, Duration step) {
        return within(REQUESTS, window)
                .pipe(BUCKET)
                .pipe(SECONDS)
                .pipe(DISTRIBUTION + "AppRoleName, Name, Bucket", step)
                .pipe("order by AppRoleName asc, Name asc, Step asc, Bucket asc");
    }

    /** Outgoing calls per step, calling role, target, operation and bucket. */
    public static KqlQuery dependencies(TimeWindow window, Duration step) {
        return within(DEPENDENCIES, window)
                .pipe(EXTERNAL_CALLS)
                .pipe(TEMPLATED_NAMES)
                .pipe(BUCKET)
                .pipe(SECONDS)
                .pipe(DISTRIBUTION + "AppRoleName, DependencyType, Target, Name, Bucket", step)
                .pipe("order by AppRoleName asc, DependencyType asc, Target asc, Name asc, Step asc, Bucket asc");
    }

    /** Which role answered to which target: calls joined to the requests that name them as their parent. */
    public static KqlQuery callees(TimeWindow window) {
        KqlQuery answered = within(REQUESTS, widened(window))
                .pipe("where isnotempty(ParentId)")
                .pipe("project OperationId, SpanId = ParentId, Callee = AppRoleName");
        return within(DEPENDENCIES, window)
                .pipe(EXTERNAL_CALLS)
                .pipe(TEMPLATED_NAMES)
                .pipe("project OperationId, SpanId = Id, AppRoleName, DependencyType, Target, Name")
                .joinInner(answered, "OperationId, SpanId")
                .pipe("summarize Matches = count() by AppRoleName, DependencyType, Target, Name, Callee")
                .pipe("order by AppRoleName asc, DependencyType asc, Target asc, Name asc, Callee asc");
    }

    /** Returns the span that {@link #callees} looks at. */
    public static TimeWindow calleesSpan(TimeWindow window) {
        return widened(window);
    }

    /** Exceptions per step, role and type. */
    public static KqlQuery exceptions(TimeWindow window, Duration step) {
        return within(EXCEPTIONS, window)
                .pipe(
                        "summarize Items = sum(ItemCount), Stored = count() by Step = bin(TimeGenerated, {}), "
                                + "AppRoleName, ExceptionType",
                        step)
                .pipe("order by AppRoleName asc, ExceptionType asc, Step asc");
    }

    /** Executions per step, server, query and plan; the step is when the statistics' interval began. */
    public static KqlQuery postgresqlQueries(TimeWindow window, Duration step) {
        return queryStore(window)
                .pipe(
                        "summarize Executions = sum(Calls), TotalMs = sum(TotalExecDurationMs) by Step = bin(StartTime,"
                                + " {}), LogicalServerName, Query, Plan",
                        step)
                .pipe("order by LogicalServerName asc, Query asc, Plan asc, Step asc");
    }

    /** When each plan of each query was last used in the window. */
    public static KqlQuery postgresqlPlans(TimeWindow window) {
        return queryStore(window)
                .pipe("summarize Last = max(StartTime) by LogicalServerName, Query, Plan")
                .pipe("order by LogicalServerName asc, Query asc, Plan asc");
    }

    /** Returns the span that the queries on the query store of a window look at. */
    public static TimeWindow queryStoreSpan(TimeWindow window) {
        return new TimeWindow(window.from(), window.to().plus(QUERY_STORE_DELAY));
    }

    /** Which grid windows of the horizon got rows since an instant. */
    public static KqlQuery arrivals(String table, TimeWindow horizon, Instant since, Duration grid) {
        boolean queryStore = table.equals(POSTGRESQL_QUERIES);
        KqlQuery rows = queryStore ? queryStoreRows(horizon) : within(table, horizon);
        String time = queryStore ? "StartTime" : "TimeGenerated";
        return rows.pipe("where ingestion_time() >= {}", since)
                .pipe("summarize Stored = count() by Window = bin(" + time + ", {})", grid)
                .pipe("order by Window asc");
    }

    /** How many rows a table has in a window, and the latest; one row. */
    public static KqlQuery presence(String table, TimeWindow window) {
        return within(table, window).pipe("summarize Stored = count(), Latest = max(TimeGenerated)");
    }

    /** Which tables took in data in a window, and when they first did. */
    public static KqlQuery tablesWithData(TimeWindow window) {
        return within(USAGE, window)
                .pipe("summarize First = min(StartTime) by DataType")
                .pipe("order by DataType asc");
    }

    private static KqlQuery queryStore(TimeWindow window) {
        return queryStoreRows(window).pipe("extend Query = tostring(QueryId)").pipe("extend Plan = tostring(PlanId)");
    }

    private static KqlQuery queryStoreRows(TimeWindow window) {
        return within(POSTGRESQL_QUERIES, queryStoreSpan(window))
                .pipe("where StartTime >= {} and StartTime < {}", window.from(), window.to());
    }

    static KqlQuery within(String table, TimeWindow window) {
        return KqlQuery.table(table)
                .pipe("where TimeGenerated >= {} and TimeGenerated < {}", window.from(), window.to());
    }

    static TimeWindow widened(TimeWindow window) {
        return new TimeWindow(window.from().minus(CALL_SLACK), window.to().plus(CALL_SLACK));
    }
}
