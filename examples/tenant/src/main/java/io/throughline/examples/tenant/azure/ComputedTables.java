package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables that follow from what was recorded, each made when it is first needed; with recorded times, as the recording's own.
 * Thread-safe.
 *
 * <ul>
 *   <li>Measures of the agent whose names begin with a backslash are performance counters; the others are custom metrics.
 *   <li>The activity log is that of {@link ActivityLog}.
 *   <li>Usage counts, for each hour of arrival and each table, the bytes of its rows written as JSON; a megabyte is 10^6 bytes,
 *       as in the bill. An hour's row arrives when the hour has ended.
 * </ul>
 */
final class ComputedTables {

    /** The size in bytes of a row called {@code row}. */
    static final String SIZE = "CAST(strlen(CAST(to_json(row) AS VARCHAR)) AS DOUBLE)";

    private static final String COUNTER = "'^\\\\([^\\\\(]*)(\\(([^)]*)\\))?\\\\(.*)$'";

    private final Manifest manifest;
    private final RecordingDatabase database;
    private final List<ActivityLog.Entry> activity;
    private final Set<String> made = new HashSet<>();

    ComputedTables(Manifest manifest, RecordingDatabase database, List<ActivityLog.Entry> activity) {
        this.manifest = manifest;
        this.database = database;
        this.activity = List.copyOf(activity);
    }

    /** Makes a view if it is one of these and not there yet. */
    synchronized void provide(String view) {
        if (!made.add(view)) {
            return;
        }
        switch (view) {
            case "app_measures" ->
                run("CREATE VIEW app_measures AS SELECT * FROM app_metrics WHERE NOT " + isCounter());
            case "app_counters" ->
                run("CREATE VIEW app_counters AS SELECT TimeGenerated, IngestedAt, " + counterPart(4) + " AS Name, "
                        + counterPart(1) + " AS Category, " + counterPart(4) + " AS Counter, " + counterPart(3)
                        + " AS Instance, Sum / ItemCount AS Value, Properties, AppRoleName, AppRoleInstance"
                        + " FROM app_metrics WHERE " + isCounter());
            case "azure_activity" -> run("CREATE TABLE azure_activity AS " + ActivityLog.sql(activity, manifest));
            case "usage_hours" -> usage();
            default -> {
                // one of the recording's own
            }
        }
    }

    private static String isCounter() {
        return "starts_with(Name, '\\')";
    }

    private static String counterPart(int group) {
        return "regexp_extract(Name, " + COUNTER + ", " + group + ")";
    }

    private void usage() {
        List<LogsTable> tables = Arrays.stream(LogsTable.values())
                .filter(table ->
                        table != LogsTable.USAGE && table.source().view().isPresent())
                .toList();
        tables.forEach(table -> provide(table.source().view().orElseThrow()));
        String each = tables.stream()
                .map(table -> "SELECT " + Sql.text(table.wire()) + " AS DataType, " + table.isBillable()
                        + " AS IsBillable,"
                        + " date_trunc('hour', IngestedAt) AS StartTime, sum(" + SIZE + ") / 1e6 AS Quantity FROM "
                        + table.source().view().orElseThrow() + " AS row GROUP BY ALL")
                .collect(Collectors.joining(" UNION ALL "));
        run("CREATE TABLE usage_hours AS SELECT StartTime + INTERVAL 1 HOUR AS TimeGenerated,"
                + " StartTime + INTERVAL 1 HOUR AS IngestedAt, 'LogManagement' AS Solution, DataType, Quantity,"
                + " 'MBytes' AS QuantityUnit, IsBillable, CAST(StartTime AS TIMESTAMP) AS StartTime,"
                + " StartTime + INTERVAL 1 HOUR AS EndTime, " + Sql.text(manifest.workspaceArmId())
                + " AS ResourceUri FROM (" + each + ")");
    }

    private void run(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot compute a table: " + sql, e);
        }
    }
}
