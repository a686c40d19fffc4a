package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** Queries over what App Service itself logs of web applications. Addresses, names and cookies of clients are not read. */
public final class AppServiceQueries {

    public static final String HTTP = "AppServiceHTTPLogs";

    public static final Duration STEP = Duration.ofMinutes(5);

    /** Paths of an application that are told apart in each hour; anybody may ask for any path. */
    private static final int MOST_ROUTES = 60;

    private AppServiceQueries() {}

    /** Requests per step, application, method, templated path, class of status and bucket. */
    public static KqlQuery requests(TimeWindow window) {
        KqlQuery steps = LogQueries.within(HTTP, window)
                .pipe("extend Route = " + LogQueries.templated(LogQueries.templated("CsUriStem"))
                        + ", Method = iff(CsMethod in (\"GET\", \"HEAD\", \"POST\", \"PUT\", \"DELETE\", \"CONNECT\", "
                        + "\"OPTIONS\", \"TRACE\", \"PATCH\"), CsMethod, \"_OTHER\"), Status = strcat(tostring(ScStatus / 100), "
                        + "\"xx\"), DurationMs = toreal(TimeTaken)")
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(
                        "summarize Items = count(), Failures = countif(ScStatus >= 500), SecondsSum = sum(Seconds), "
                                + "SecondsMin = min(Seconds), SecondsMax = max(Seconds) by Hour = bin(TimeGenerated, 1h), "
                                + "Step = bin(TimeGenerated, {}), Resource = tolower(_ResourceId), Method, Route, Status, "
                                + "Bucket",
                        STEP);
        return Largest.of(steps, "Resource", "Route", "Items", MOST_ROUTES)
                .pipe(
                        "summarize Items = sum(Items), Failures = sum(Failures), SecondsSum = sum(SecondsSum), SecondsMin = "
                                + "min(SecondsMin), SecondsMax = max(SecondsMax) by Step, Resource, Method, Route, Status, Bucket")
                .pipe("order by Resource asc, Method asc, Route asc, Status asc, Step asc, Bucket asc");
    }
}
