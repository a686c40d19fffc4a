package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** What served requests tell of who stands next to whom, beside the calls themselves. */
public final class TopologyQueries {

    private static final String HOST =
            "extend Host = tolower(extract(@'^[A-Za-z][A-Za-z0-9+.-]*://([^/:?#]+)', 1, Url))";
    private static final String COUNTS = "summarize Items = sum(ItemCount), Failures = sumif(ItemCount, Success == "
            + "false), Stored = count() by Step = bin(TimeGenerated, {}), AppRoleName, Host";
    /** Between components, the source is the caller's application id; of messages it is {@code host/destination}. */
    private static final String MESSAGES = "where Source has \"/\" and not(Source startswith \"cid-v1:\")";

    private TopologyQueries() {}

    /** Under which hosts each role served requests, per step. */
    public static KqlQuery hosts(TimeWindow window, Duration step) {
        return LogQueries.within(LogQueries.REQUESTS, window)
                .pipe("where isnotempty(Url)")
                .pipe(HOST)
                .pipe("where isnotempty(Host)")
                .pipe(COUNTS, step)
                .pipe("order by AppRoleName asc, Host asc, Step asc");
    }

    /** Messages that each role took from each source, per step and bucket of the time it took to process them. */
    public static KqlQuery messages(TimeWindow window, Duration step) {
        return LogQueries.within(LogQueries.REQUESTS, window)
                .pipe(MESSAGES)
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(LogQueries.DISTRIBUTION + "AppRoleName, Source, Bucket", step)
                .pipe("order by AppRoleName asc, Source asc, Step asc, Bucket asc");
    }
}
