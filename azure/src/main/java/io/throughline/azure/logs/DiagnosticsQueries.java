package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.util.Collection;

/** The query that tells which resources send logs at all. */
public final class DiagnosticsQueries {

    private DiagnosticsQueries() {}

    /**
     * Resources that wrote to some tables in a window, with table and category: columns Resource, Source, Log.
     *
     * @param tables at least one, each filled by resources' diagnostic settings
     */
    public static KqlQuery senders(Collection<String> tables, TimeWindow window) {
        return KqlQuery.union(tables.stream()
                        .sorted()
                        .map(table -> senders(table, window))
                        .toList())
                .pipe("order by Resource asc, Source asc, Log asc");
    }

    private static KqlQuery senders(String table, TimeWindow window) {
        String category = table.equals(SqlQueries.DIAGNOSTICS) ? "Category" : "\"\"";
        return LogQueries.within(table, window)
                .pipe("extend Resource = tolower(_ResourceId), Log = " + category)
                .pipe("summarize Latest = max(TimeGenerated) by Resource, Log")
                .pipe("extend Source = {}", table);
    }
}
