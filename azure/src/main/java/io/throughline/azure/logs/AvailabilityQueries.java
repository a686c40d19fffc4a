package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** Queries over the runs of availability tests. */
public final class AvailabilityQueries {

    public static final String RESULTS = "AppAvailabilityResults";

    private AvailabilityQueries() {}

    /** Runs per step, test, location and bucket of the duration. */
    public static KqlQuery runs(TimeWindow window, Duration step) {
        return LogQueries.within(RESULTS, window)
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(LogQueries.DISTRIBUTION + "Name, Location, Bucket", step)
                .pipe("order by Name asc, Location asc, Step asc, Bucket asc");
    }

    /** The last run of each test and location in each step. */
    public static KqlQuery states(TimeWindow window, Duration step) {
        return LogQueries.within(RESULTS, window)
                .pipe(
                        "summarize arg_max(TimeGenerated, Success) by Step = bin(TimeGenerated, {}), Name, Location",
                        step)
                .pipe("project Step, Name, Location, At = TimeGenerated, Success")
                .pipe("order by Name asc, At asc, Location asc");
    }
}
