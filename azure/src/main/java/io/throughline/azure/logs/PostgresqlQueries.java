package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/** Queries over what PostgreSQL flexible servers log beside the statistics of their queries. */
public final class PostgresqlQueries {

    public static final String WAITS = "PGSQLQueryStoreWaits";
    public static final String SERVER_LOGS = "PGSQLServerLogs";
    public static final String SESSIONS = "PGSQLPgStatActivitySessions";

    public static final Duration STEP = Duration.ofMinutes(5);

    /** Queries of a server that are told apart in each hour, of each wait event. */
    private static final int MOST_QUERIES = 30;
    /** Shapes of messages of a server that are told apart in each hour. */
    private static final int MOST_SHAPES = 40;

    private PostgresqlQueries() {}

    /** How often queries were found waiting, per step, server, wait event and query. */
    public static KqlQuery waits(TimeWindow window) {
        KqlQuery steps = LogQueries.within(WAITS, window)
                .pipe("extend Query = tostring(QueryId)")
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Samples = sum(Calls) by Hour, Step, LogicalServerName, EventType, Event, Query");
        return Largest.of(steps, "LogicalServerName, EventType, Event", "Query", "Samples", MOST_QUERIES)
                .pipe("summarize Samples = sum(Samples) by Step, LogicalServerName, EventType, Event, Query")
                .pipe("order by LogicalServerName asc, EventType asc, Event asc, Query asc, Step asc");
    }

    /** Errors and warnings per step, server, level and state, by shape of the message. */
    public static KqlQuery messages(TimeWindow window) {
        KqlQuery lines = LogQueries.within(SERVER_LOGS, window)
                .pipe("extend Level = toupper(ErrorLevel)")
                .pipe("where Level in (\"WARNING\", \"ERROR\", \"FATAL\", \"PANIC\")")
                .pipe("extend State = tostring(SqlErrorCode), Line = Message");
        KqlQuery steps = Masks.shaped(lines)
                .pipe("extend Hour = bin(TimeGenerated, 1h), Step = bin(TimeGenerated, {})", STEP)
                .pipe("summarize Lines = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Hour, Step, "
                        + "LogicalServerName, Level, State, Shape");
        return Largest.of(steps, "LogicalServerName", "Shape", "Lines", MOST_SHAPES)
                .pipe("summarize Lines = sum(Lines), First = min(First), Last = max(Last) by Step, LogicalServerName, "
                        + "Level, State, Shape")
                .pipe("order by LogicalServerName asc, Level asc, State asc, Shape asc, Step asc");
    }

    /** Sessions of clients at the last look of each step, by server, database and state. */
    public static KqlQuery sessions(TimeWindow window) {
        return LogQueries.within(SESSIONS, window)
                .pipe("where BackendType == \"client backend\"")
                .pipe("extend Waiting = WaitEventType == \"Lock\", "
                        + "Age = (CollectionTime - TransactionStartTime) / 1s")
                .pipe("summarize Seen = max(TimeGenerated), Sessions = count(), Waiting = countif(Waiting), "
                        + "Age = max(Age) by CollectionTime, LogicalServerName, DatabaseName, State")
                .pipe(
                        "summarize arg_max(CollectionTime, Sessions, Waiting), Age = max(Age) by Step = bin(Seen, {}), "
                                + "LogicalServerName, DatabaseName, State",
                        STEP)
                .pipe("order by LogicalServerName asc, DatabaseName asc, State asc, Step asc");
    }
}
