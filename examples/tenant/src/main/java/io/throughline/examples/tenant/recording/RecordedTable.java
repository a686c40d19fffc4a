package io.throughline.examples.tenant.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of a recording: its columns as {@code name TYPE}; those of type TIMESTAMP are moved when served. A column that a
 * file lacks is null.
 */
public enum RecordedTable {
    REQUESTS("TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, OperationId, Id, ParentId, OperationName, Name, Url,"
            + " Success BOOLEAN, ResultCode, DurationMs DOUBLE, AppRoleName, AppRoleInstance, AppVersion,"
            + " ItemCount INTEGER"),
    DEPENDENCIES(
            "TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, OperationId, Id, ParentId, OperationName, Name, Target,"
                    + " DependencyType, Data, Success BOOLEAN, ResultCode, DurationMs DOUBLE, AppRoleName,"
                    + " AppRoleInstance, AppVersion, ItemCount INTEGER"),
    EXCEPTIONS("TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, OperationId, ParentId, OperationName, ProblemId,"
            + " ExceptionType, OuterMessage, Method, SeverityLevel INTEGER, AppRoleName, AppRoleInstance,"
            + " AppVersion, ItemCount INTEGER"),
    TRACES("TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, OperationId, OperationName, Message, SeverityLevel INTEGER,"
            + " AppRoleName, AppRoleInstance, AppVersion, ItemCount INTEGER"),
    APP_METRICS(
            "TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, Name, Sum DOUBLE, ItemCount INTEGER, Min DOUBLE, Max DOUBLE,"
                    + " AppRoleName, AppRoleInstance, Properties"),
    QUERY_STATS("TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, LogicalServerName, DatabaseId, QueryId, PlanId BIGINT,"
            + " QueryText, Calls BIGINT, TotalExecDurationMs DOUBLE, MeanExecDurationMs DOUBLE,"
            + " MaxExecDurationMs DOUBLE, Rows BIGINT, SharedBlksHit BIGINT, SharedBlksRead BIGINT,"
            + " StartTime TIMESTAMP, EndTime TIMESTAMP"),
    PLATFORM_METRICS(
            "ResourceId, Namespace, MetricName, Unit, TimeStamp TIMESTAMP, Total DOUBLE, Count DOUBLE, Minimum DOUBLE,"
                    + " Maximum DOUBLE, Average DOUBLE"),
    SENTRY_EVENTS(
            "Timestamp TIMESTAMP, ReceivedAt TIMESTAMP, EventId, ProjectSlug, Release, Environment, TraceId, SpanId,"
                    + " Transaction, ExceptionType, ExceptionValue, Culprit, Fingerprint, Level, Payload");

    /** A column and its type in DuckDB. */
    record Field(String name, String type) {}

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final List<Field> fields;

    RecordedTable(String columns) {
        List<Field> list = new ArrayList<>();
        for (String column : columns.split(",", -1)) {
            String[] parts = column.strip().split(" ", -1);
            list.add(new Field(parts[0], parts.length == 1 ? "VARCHAR" : parts[1]));
        }
        fields = List.copyOf(list);
    }

    /** Returns the name of the file without its ending, and of the view. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the table has a column. */
    public boolean has(String column) {
        return fields.stream().anyMatch(field -> field.name().equals(column));
    }

    List<Field> fields() {
        return fields;
    }
}
