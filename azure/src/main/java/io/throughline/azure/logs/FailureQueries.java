package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** Queries on what failed and how: requests by class of result and cause, exceptions by problem. */
public final class FailureQueries {

    private static final String CLASS = "extend Class = case(ResultCode matches regex @'^4[0-9][0-9]$', \"4xx\","
            + " ResultCode matches regex @'^5[0-9][0-9]$', \"5xx\", \"other\")";
    private static final String BY_CLASS = "summarize Items = sum(ItemCount), Stored = count() by Step ="
            + " bin(TimeGenerated, {}), AppRoleName, Name, Class, Cause";
    private static final String ORDER = "order by AppRoleName asc, Name asc, Class asc, Cause asc, Step asc";

    private FailureQueries() {}

    /**
     * Failed requests per step, role, operation, class of the result's code, and cause: {@code dependency} where a call
     * that the request made failed too, else {@code own}.
     */
    public static KqlQuery byClass(TimeWindow window, Duration step) {
        KqlQuery failedCalls = LogQueries.within(LogQueries.DEPENDENCIES, LogQueries.widened(window))
                .pipe("where Success == false")
                .pipe("summarize FailedCalls = count() by OperationId, SpanId = ParentId");
        return failed(window)
                .joinLeft(failedCalls, "OperationId, SpanId")
                .pipe("extend Cause = iff(isnotnull(FailedCalls), \"dependency\", \"own\")")
                .pipe(BY_CLASS, step)
                .pipe(ORDER);
    }

    /** The same where no calls are recorded: the cause is {@code unknown}. */
    public static KqlQuery byClassAlone(TimeWindow window, Duration step) {
        return failed(window)
                .pipe("extend Cause = \"unknown\"")
                .pipe(BY_CLASS, step)
                .pipe(ORDER);
    }

    /** Requests of robots and availability tests per step and role: they are part of all requests. */
    public static KqlQuery synthetic(TimeWindow window, Duration step) {
        return LogQueries.within(LogQueries.REQUESTS, window)
                .pipe("where isnotempty(SyntheticSource)")
                .pipe(
                        "summarize Items = sum(ItemCount), Failures = sumif(ItemCount, Success == false), Stored ="
                                + " count() by Step = bin(TimeGenerated, {}), AppRoleName",
                        step)
                .pipe("order by AppRoleName asc, Step asc");
    }

    /** Exceptions per step, role, problem, level, place where they were handled, and operation. */
    public static KqlQuery problems(TimeWindow window, Duration step) {
        return LogQueries.within(LogQueries.EXCEPTIONS, window)
                .pipe("extend Problem = " + LogQueries.templated(LogQueries.templated("ProblemId")))
                .pipe("extend Operation = " + LogQueries.templated(LogQueries.templated("OperationName")))
                .pipe(
                        "summarize Items = sum(ItemCount), Stored = count() by Step = bin(TimeGenerated, {}),"
                                + " AppRoleName, Problem, SeverityLevel, HandledAt, Operation",
                        step)
                .pipe("order by AppRoleName asc, Problem asc, Step asc, SeverityLevel asc, HandledAt asc,"
                        + " Operation asc");
    }

    /** Returns the span that {@link #byClass} looks at. */
    public static TimeWindow span(TimeWindow window) {
        return LogQueries.widened(window);
    }

    private static KqlQuery failed(TimeWindow window) {
        return LogQueries.within(LogQueries.REQUESTS, window)
                .pipe("where Success == false")
                .pipe(CLASS)
                .pipe("project TimeGenerated, AppRoleName, Name, OperationId, SpanId = Id, Class, ItemCount");
    }
}
