package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/**
 * Queries over what people do in the applications. Ids of users and sessions are only counted in the service: no answer
 * holds one.
 */
public final class UsageQueries {

    public static final String PAGE_VIEWS = "AppPageViews";
    public static final String BROWSER_TIMINGS = "AppBrowserTimings";
    public static final String EVENTS = "AppEvents";

    private static final String SYNTHETIC = "extend Synthetic = isnotempty(SyntheticSource)";
    private static final String DURATIONS = "summarize Items = sum(ItemCount), Stored = count(), SecondsSum ="
            + " sum(Seconds * ItemCount), SecondsMin = min(Seconds), SecondsMax = max(Seconds) by Step ="
            + " bin(TimeGenerated, {}), ";

    private UsageQueries() {}

    /** Page views per step, role, page, origin and bucket of the time to load. */
    public static KqlQuery pageViews(TimeWindow window, Duration step) {
        return LogQueries.within(PAGE_VIEWS, window)
                .pipe(LogQueries.TEMPLATED_NAMES)
                .pipe(SYNTHETIC)
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(DURATIONS + "AppRoleName, Name, Synthetic, Bucket", step)
                .pipe("order by AppRoleName asc, Name asc, Step asc, Bucket asc");
    }

    /** Times of browsers per step, role, page, phase, origin and bucket. */
    public static KqlQuery browserTimings(TimeWindow window, Duration step) {
        return LogQueries.within(BROWSER_TIMINGS, window)
                .pipe(LogQueries.TEMPLATED_NAMES)
                .pipe(SYNTHETIC)
                .pipe("mv-expand Phase = dynamic([\"network\", \"send\", \"receive\", \"processing\", \"total\"]) to"
                        + " typeof(string)")
                .pipe("extend DurationMs = case(Phase == \"network\", NetworkDurationMs, Phase == \"send\","
                        + " SendDurationMs, Phase == \"receive\", ReceiveDurationMs, Phase == \"processing\","
                        + " ProcessingDurationMs, TotalDurationMs)")
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(DURATIONS + "AppRoleName, Name, Phase, Synthetic, Bucket", step)
                .pipe("order by AppRoleName asc, Name asc, Phase asc, Step asc, Bucket asc");
    }

    /**
     * Sessions and users with page views per step and role: of all, and of each release, country and browser. Page views
     * of robots and tests do not count. The counts are estimates of the stored rows; the service's own error is 1.6 %.
     */
    public static KqlQuery audience(TimeWindow window, Duration step) {
        return LogQueries.within(PAGE_VIEWS, window)
                .pipe("where isempty(SyntheticSource)")
                .pipe("mv-expand Dimension = dynamic([\"all\", \"release\", \"country\", \"browser\"]) to"
                        + " typeof(string)")
                .pipe("extend Value = case(Dimension == \"release\", AppVersion, Dimension == \"country\","
                        + " ClientCountryOrRegion, Dimension == \"browser\","
                        + " extract(@'^([A-Za-z ]*[A-Za-z])', 1, ClientBrowser), \"\")")
                .pipe("where Dimension == \"all\" or isnotempty(Value)")
                .pipe(
                        "summarize Items = sum(ItemCount), Stored = count(), Sessions = dcountif(SessionId,"
                                + " isnotempty(SessionId)), Users = dcountif(UserId, isnotempty(UserId)) by Step ="
                                + " bin(TimeGenerated, {}), AppRoleName, Dimension, Value",
                        step)
                .pipe("order by AppRoleName asc, Dimension asc, Value asc, Step asc");
    }

    /** Custom events per step, role, name and origin. */
    public static KqlQuery events(TimeWindow window, Duration step) {
        return LogQueries.within(EVENTS, window)
                .pipe(LogQueries.TEMPLATED_NAMES)
                .pipe(SYNTHETIC)
                .pipe(
                        "summarize Items = sum(ItemCount), Stored = count() by Step = bin(TimeGenerated, {}),"
                                + " AppRoleName, Name, Synthetic",
                        step)
                .pipe("order by AppRoleName asc, Name asc, Step asc");
    }

    /** Numbers that came with custom events per step, role, event and measurement. */
    public static KqlQuery measurements(TimeWindow window, Duration step) {
        return LogQueries.within(EVENTS, window)
                .pipe(LogQueries.TEMPLATED_NAMES)
                .pipe("mv-expand Measurement = bag_keys(Measurements) to typeof(string)")
                .pipe("extend Value = todouble(Measurements[Measurement])")
                .pipe("where isnotempty(Measurement) and isfinite(Value)")
                .pipe(
                        "summarize Items = sum(ItemCount), Total = sum(Value * ItemCount), Most = max(Value) by Step ="
                                + " bin(TimeGenerated, {}), AppRoleName, Name, Measurement",
                        step)
                .pipe("order by AppRoleName asc, Name asc, Measurement asc, Step asc");
    }
}
