package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Queries over the resource logs of Azure SQL databases. They lie in {@code AzureDiagnostics}, or in tables of their own,
 * or in both; either place gives the same columns here. No interface of the service gives texts or plans of queries, only
 * their hashes.
 */
public final class SqlQueries {

    public static final String DIAGNOSTICS = "AzureDiagnostics";
    public static final String QUERIES = "AzureSQLQueryStoreRuntimeStatistics";
    public static final String QUERY_WAITS = "AzureSQLQueryStoreWaitStatistics";
    public static final String DATABASE_WAITS = "AzureSQLDatabaseWaitStatistics";
    public static final String DEADLOCKS = "AzureSQLDeadlocks";
    public static final String BLOCKS = "AzureSQLBlocks";
    public static final String TIMEOUTS = "AzureSQLTimeouts";
    public static final String ERRORS = "AzureSQLErrors";
    public static final String TUNING = "AzureSQLAutomaticTuning";

    /** Statistics come for intervals of at least five minutes. */
    public static final Duration STEP = Duration.ofMinutes(5);

    /** Queries of a database that are told apart in each hour; ad-hoc queries may have any number of hashes. */
    private static final int MOST_QUERIES = 50;
    /** Waits of a database that are told apart in each hour. */
    private static final int MOST_WAITS = 50;

    private static final Map<String, String> CATEGORIES = Map.of(
            QUERIES, "QueryStoreRuntimeStatistics",
            QUERY_WAITS, "QueryStoreWaitStatistics",
            DATABASE_WAITS, "DatabaseWaitStatistics",
            DEADLOCKS, "Deadlocks",
            BLOCKS, "Blocks",
            TIMEOUTS, "Timeouts",
            ERRORS, "Errors",
            TUNING, "AutomaticTuning");

    private static final String DATABASE = "Resource, Server, Database";
    private static final String DIAGNOSTICS_DATABASE =
            "extend Resource = tolower(iff(isempty(_ResourceId), ResourceId, _ResourceId)), "
                    + "Server = tostring(column_ifexists(\"LogicalServerName_s\", \"\")), "
                    + "Database = tostring(column_ifexists(\"DatabaseName_s\", \"\"))";
    private static final String OWN_DATABASE =
            "extend Resource = tolower(_ResourceId), Server = \"\", Database = DatabaseName";

    private static final String DIAGNOSTICS_STATISTICS =
            "extend Query = tostring(column_ifexists(\"query_hash_s\", \"\")), "
                    + "Plan = tostring(column_ifexists(\"query_plan_hash_s\", \"\")), "
                    + "Kind = toint(column_ifexists(\"execution_type_d\", 0.0)), "
                    + "Count = tolong(column_ifexists(\"count_executions_d\", 0.0)), "
                    + "Microseconds = toreal(column_ifexists(\"duration_d\", 0.0)), "
                    + "Cpu = toreal(column_ifexists(\"cpu_time_d\", 0.0)), "
                    + "Reads = tolong(column_ifexists(\"logical_io_reads_d\", 0.0)), "
                    + "Returned = tolong(column_ifexists(\"rowcount_d\", 0.0))";
    private static final String OWN_STATISTICS = "extend Query = query_hash, Plan = query_plan_hash, "
            + "Kind = toint(execution_type), Count = count_executions, Microseconds = toreal(duration), "
            + "Cpu = toreal(cpu_time), Reads = logical_io_reads, Returned = rowcount";

    private SqlQueries() {}

    /** Returns the category of diagnostic settings that fills a table, and that its rows have elsewhere. */
    public static String categoryOf(String table) {
        return CATEGORIES.getOrDefault(table, table);
    }

    /**
     * Executions per step, database, query and plan: regular ones, and what client or error aborted; time, processor
     * time, reads and rows of all. Of each database and hour those queries stay apart that took most time.
     *
     * @param table {@link #QUERIES} or {@link #DIAGNOSTICS}
     */
    public static KqlQuery queries(String table, TimeWindow window) {
        KqlQuery rows = statistics(table, window)
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Executions = sumif(Count, Kind != 3 and Kind != 4), "
                        + "Regular = sumif(Microseconds, Kind != 3 and Kind != 4), ByClient = sumif(Count, Kind == 3), "
                        + "ByError = sumif(Count, Kind == 4), Total = sum(Microseconds), Cpu = sum(Cpu), "
                        + "Reads = sum(Reads), Returned = sum(Returned) by Hour, Step, " + DATABASE + ", Query, Plan");
        return Largest.of(rows, DATABASE, "Query, Plan", "Total", MOST_QUERIES)
                .pipe("summarize Executions = sum(Executions), Regular = sum(Regular), ByClient = sum(ByClient), "
                        + "ByError = sum(ByError), Cpu = sum(Cpu), Reads = sum(Reads), Returned = sum(Returned) by Step, "
                        + DATABASE + ", Query, Plan")
                .pipe("order by Resource asc, Server asc, Database asc, Query asc, Plan asc, Step asc");
    }

    /** When each plan of some queries was last used in a window. */
    public static KqlQuery plans(String table, TimeWindow window, Collection<String> queries) {
        return statistics(table, window)
                .pipe("where Query in {}", queries)
                .pipe("where Kind != 3 and Kind != 4")
                .pipe("summarize Last = max(TimeGenerated) by " + DATABASE + ", Query, Plan")
                .pipe("order by Resource asc, Server asc, Database asc, Query asc, Plan asc");
    }

    /** Milliseconds that queries waited, per step, database, category of waits and query. */
    public static KqlQuery queryWaits(String table, TimeWindow window) {
        KqlQuery rows = table.equals(DIAGNOSTICS)
                ? diagnostics(QUERY_WAITS, window)
                        .pipe("extend Query = tostring(column_ifexists(\"query_hash_s\", \"\")), "
                                + "Wait = tostring(column_ifexists(\"wait_category_s\", \"\")), "
                                + "Milliseconds = toreal(column_ifexists(\"total_query_wait_time_ms_d\", 0.0))")
                : own(table, window)
                        .pipe("extend Query = QueryHash, Wait = WaitCategory, Milliseconds = TotalQueryWaitTimeMs");
        KqlQuery steps = rows.pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Milliseconds = sum(Milliseconds) by Hour, Step, " + DATABASE + ", Query, Wait");
        return Largest.of(steps, DATABASE + ", Wait", "Query", "Milliseconds", MOST_WAITS)
                .pipe("summarize Milliseconds = sum(Milliseconds) by Step, " + DATABASE + ", Wait, Query")
                .pipe("order by Resource asc, Server asc, Database asc, Wait asc, Query asc, Step asc");
    }

    /** Milliseconds that tasks of a database waited, per step and type of wait. */
    public static KqlQuery databaseWaits(String table, TimeWindow window) {
        KqlQuery rows = table.equals(DIAGNOSTICS)
                ? diagnostics(DATABASE_WAITS, window)
                        .pipe("extend Wait = tostring(column_ifexists(\"wait_type_s\", \"\")), "
                                + "Milliseconds = toreal(column_ifexists(\"delta_wait_time_ms_d\", 0.0))")
                : own(table, window).pipe("extend Wait = WaitType, Milliseconds = DeltaWaitTimeMs");
        KqlQuery steps = rows.pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Milliseconds = sum(Milliseconds) by Hour, Step, " + DATABASE + ", Wait");
        return Largest.of(steps, DATABASE, "Wait", "Milliseconds", MOST_WAITS)
                .pipe("summarize Milliseconds = sum(Milliseconds) by Step, " + DATABASE + ", Wait")
                .pipe("order by Resource asc, Server asc, Database asc, Wait asc, Step asc");
    }

    /**
     * Deadlocks, blocks, timeouts, errors and automatic tuning, per step and what tells them apart. The reports' XML,
     * which may hold values, is not read; messages come as their shapes.
     *
     * @param table one of the five tables, or {@link #DIAGNOSTICS} for all of them
     */
    public static KqlQuery events(String table, TimeWindow window) {
        KqlQuery rows;
        if (table.equals(DIAGNOSTICS)) {
            rows = diagnosticsRows(window)
                    .pipe(
                            "where Category in {}",
                            List.of("Deadlocks", "Blocks", "Timeouts", "Errors", "AutomaticTuning"))
                    .pipe(DIAGNOSTICS_DATABASE)
                    .pipe("extend Query = tostring(column_ifexists(\"query_hash_s\", \"\")), "
                            + "Number = tolong(column_ifexists(\"error_number_d\", real(null))), "
                            + "Level = tolong(tostring(column_ifexists(\"Severity\", \"\"))), "
                            + "Text = tostring(column_ifexists(\"Message\", \"\")), "
                            + "Mode = tostring(column_ifexists(\"lock_mode_s\", \"\")), "
                            + "Seconds = toreal(column_ifexists(\"duration_d\", 0.0)) / 1000000.0, "
                            + "Option = tostring(column_ifexists(\"OptionName_s\", \"\")), "
                            + "Action = tostring(column_ifexists(\"Event_s\", \"\")), "
                            + "Object = strcat_delim(\".\", tostring(column_ifexists(\"Schema_s\", \"\")), "
                            + "tostring(column_ifexists(\"Table_s\", \"\")), "
                            + "tostring(column_ifexists(\"IndexName_s\", \"\")))");
        } else {
            rows = own(table, window)
                    .pipe("extend Category = {}", categoryOf(table))
                    .pipe(eventColumns(table));
        }
        return Masks.shaped(rows.pipe("extend Line = iff(Category == \"Errors\", Text, \"\")"))
                .pipe("extend Query = iff(Category == \"Timeouts\", Query, \"\"), "
                        + "Object = iff(Category == \"AutomaticTuning\", Object, \"\"), "
                        + "Seconds = iff(Category == \"Blocks\", Seconds, 0.0)")
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Events = count(), Seconds = sum(Seconds), First = min(TimeGenerated), "
                        + "Last = max(TimeGenerated) by Step, Category, " + DATABASE
                        + ", Query, Number, Level, Shape, Mode, Option, Action, Object")
                .pipe("order by Resource asc, Server asc, Database asc, Category asc, Step asc, Number asc, Query asc, "
                        + "Mode asc, Option asc, Action asc, Object asc, Shape asc");
    }

    /** Which grid windows of the horizon got rows for some tables, wherever they lie, since an instant. */
    public static KqlQuery arrivals(
            String table, Collection<String> tables, TimeWindow horizon, Instant since, Duration grid) {
        if (!table.equals(DIAGNOSTICS)) {
            return LogQueries.arrivals(table, horizon, since, grid);
        }
        return diagnosticsRows(horizon)
                .pipe(
                        "where Category in {}",
                        tables.stream()
                                .filter(CATEGORIES::containsKey)
                                .map(CATEGORIES::get)
                                .sorted()
                                .toList())
                .pipe("where ingestion_time() >= {}", since)
                .pipe("summarize Stored = count() by Window = bin(TimeGenerated, {})", grid)
                .pipe("order by Window asc");
    }

    private static String eventColumns(String table) {
        String query = "\"\"";
        String number = "long(null)";
        String level = "long(null)";
        String text = "\"\"";
        String mode = "\"\"";
        String seconds = "0.0";
        String option = "\"\"";
        String action = "\"\"";
        switch (table) {
            case BLOCKS -> {
                mode = "LockMode";
                seconds = "Duration / 1000.0";
            }
            case TIMEOUTS -> query = "QueryHash";
            case ERRORS -> {
                number = "tolong(ErrorNumber)";
                level = "tolong(Severity)";
                text = "Message";
            }
            case TUNING -> {
                option = "\"options\"";
                action =
                        "strcat(\"ForceLastGoodPlan \", ForceLastGoodPlanStateOld, \" to \", ForceLastGoodPlanStateNew, "
                                + "\", CreateIndex \", CreateIndexStateOld, \" to \", CreateIndexStateNew, \", DropIndex \", "
                                + "DropIndexStateOld, \" to \", DropIndexStateNew)";
            }
            default -> {
                // A deadlock has nothing beside its report.
            }
        }
        return "extend Query = " + query + ", Number = " + number + ", Level = " + level + ", Text = " + text
                + ", Mode = " + mode + ", Seconds = " + seconds + ", Option = " + option + ", Action = " + action
                + ", Object = \"\"";
    }

    private static KqlQuery statistics(String table, TimeWindow window) {
        return table.equals(DIAGNOSTICS)
                ? diagnostics(QUERIES, window).pipe(DIAGNOSTICS_STATISTICS)
                : own(table, window).pipe(OWN_STATISTICS);
    }

    private static KqlQuery own(String table, TimeWindow window) {
        return LogQueries.within(table, window).pipe(OWN_DATABASE);
    }

    private static KqlQuery diagnostics(String table, TimeWindow window) {
        return diagnosticsRows(window)
                .pipe("where Category == {}", categoryOf(table))
                .pipe(DIAGNOSTICS_DATABASE);
    }

    private static KqlQuery diagnosticsRows(TimeWindow window) {
        return LogQueries.within(DIAGNOSTICS, window).pipe("where ResourceProvider =~ \"MICROSOFT.SQL\"");
    }
}
