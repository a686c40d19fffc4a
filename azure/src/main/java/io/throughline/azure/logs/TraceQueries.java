package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** Queries over the log lines of applications. The lines themselves never leave the service, only their shapes do. */
public final class TraceQueries {

    public static final String TRACES = "AppTraces";

    /** No answer has more patterns; errors come first, then the most frequent. */
    public static final int MOST_PATTERNS = 20_000;

    /**
     * The text that a line is told by: the template that a logger kept beside it, the message of a line in JSON, or the
     * first line.
     */
    private static final String LINE = "extend Line = coalesce(tostring(Properties.OriginalFormat),"
            + " extract(@'(?s)^\\s*\\{.*?\\x22(?:message|Message|msg)\\x22\\s*:\\s*\\x22([^\\x22]+)', 1, Message),"
            + " extract(@'^\\s*([^\\r\\n]*)', 1, Message))";

    private TraceQueries() {}

    /** Lines per step, role and level. */
    public static KqlQuery counts(TimeWindow window, Duration step) {
        return LogQueries.within(TRACES, window)
                .pipe(
                        "summarize Items = sum(ItemCount), Stored = count() by Step = bin(TimeGenerated, {}),"
                                + " AppRoleName, SeverityLevel",
                        step)
                .pipe("order by AppRoleName asc, SeverityLevel asc, Step asc");
    }

    /** Patterns of lines per window of the grid, role and level: at most {@link #MOST_PATTERNS}. */
    public static KqlQuery patterns(TimeWindow window, Duration grid) {
        KqlQuery lines = LogQueries.within(TRACES, window)
                .pipe(LINE)
                .pipe("project TimeGenerated, AppRoleName, SeverityLevel, ItemCount, Line");
        return Masks.shaped(lines)
                .pipe(
                        "summarize Items = sum(ItemCount), First = min(TimeGenerated), Last = max(TimeGenerated) by"
                                + " Window = bin(TimeGenerated, {}), AppRoleName, SeverityLevel, Shape",
                        grid)
                .pipe("extend Worst = iff(SeverityLevel >= 3, 1, 0)")
                .pipe("order by Worst desc, Items desc, AppRoleName asc, Window asc, SeverityLevel asc, Shape asc")
                .pipe("take {}", MOST_PATTERNS)
                .pipe("project Window, AppRoleName, SeverityLevel, Shape, Items, First, Last");
    }
}
