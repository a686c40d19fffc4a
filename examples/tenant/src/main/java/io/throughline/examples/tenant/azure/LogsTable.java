package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.recording.RecordedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of the workspace: its name in the Azure Monitor Logs reference, the recorded table behind it, and its columns.
 * A column that was not recorded is there all the same, empty, as in a workspace whose agents do not send it.
 */
enum LogsTable {
    APP_REQUESTS(
            "AppRequests",
            RecordedTable.REQUESTS,
            "Id:string, Source:string-, Name:string, Url:string, Success:bool, ResultCode:string, DurationMs:real,"
                    + " Properties:dynamic-, Measurements:dynamic-"),
    APP_DEPENDENCIES(
            "AppDependencies",
            RecordedTable.DEPENDENCIES,
            "Id:string, Target:string, DependencyType:string, Name:string, Data:string, Success:bool, ResultCode:string,"
                    + " DurationMs:real, Properties:dynamic-, Measurements:dynamic-"),
    APP_EXCEPTIONS(
            "AppExceptions",
            RecordedTable.EXCEPTIONS,
            "ProblemId:string, ExceptionType:string, Assembly:string-, Method:string, Message:string-, HandledAt:string-,"
                    + " SeverityLevel:int, OuterType:string=ExceptionType, OuterMessage:string, OuterAssembly:string-,"
                    + " OuterMethod:string=Method, InnermostType:string-, InnermostMessage:string-,"
                    + " InnermostAssembly:string-, InnermostMethod:string-, Details:dynamic-, Properties:dynamic-,"
                    + " Measurements:dynamic-"),
    APP_TRACES(
            "AppTraces",
            RecordedTable.TRACES,
            "Message:string, SeverityLevel:int, Properties:dynamic-, Measurements:dynamic-"),
    APP_METRICS(
            "AppMetrics", RecordedTable.APP_METRICS, "Name:string, Sum:real, Min:real, Max:real, Properties:dynamic"),
    PGSQL_QUERY_STORE_RUNTIME(
            "PGSQLQueryStoreRuntime",
            RecordedTable.QUERY_STATS,
            "LogicalServerName:string, DatabaseId:int, QueryId:string, PlanId:long, QueryText:string, Calls:long,"
                    + " TotalExecDurationMs:real, MeanExecDurationMs:real, MaxExecDurationMs:real, Rows:long,"
                    + " SharedBlksHit:long, SharedBlksRead:long, StartTime:datetime, EndTime:datetime");

    /** What all tables of Application Insights share. */
    private static final String SHARED =
            "OperationName:string?, OperationId:string?, ParentId:string?, SyntheticSource:string-, SessionId:string-,"
                    + " UserId:string-, UserAuthenticatedId:string-, UserAccountId:string-, AppVersion:string?,"
                    + " AppRoleName:string?, AppRoleInstance:string?, ClientType:string-, ClientModel:string-,"
                    + " ClientOS:string-, ClientIP:string-, ClientCity:string-, ClientStateOrProvince:string-,"
                    + " ClientCountryOrRegion:string-, ClientBrowser:string-, ResourceGUID:string-, IKey:string-,"
                    + " SDKVersion:string-, ItemCount:int";

    /**
     * A column.
     *
     * @param source the recorded column; empty if there is none
     */
    record Field(String name, KustoType type, Optional<String> source) {}

    private final String wire;
    private final RecordedTable recorded;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final List<Field> fields;

    LogsTable(String wire, RecordedTable recorded, String own) {
        this.wire = wire;
        this.recorded = recorded;
        this.fields = parse(recorded, isOfApplication(wire) ? own + ", " + SHARED : own);
    }

    static Optional<LogsTable> named(String name) {
        for (LogsTable table : values()) {
            if (table.wire.equals(name)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    String wire() {
        return wire;
    }

    RecordedTable recorded() {
        return recorded;
    }

    List<Field> fields() {
        return fields;
    }

    boolean isOfApplication() {
        return isOfApplication(wire);
    }

    private static boolean isOfApplication(String wire) {
        return wire.startsWith("App");
    }

    /** {@code name:type}, with {@code -} if not recorded, {@code ?} if only some tables have it, {@code =other}. */
    private static List<Field> parse(RecordedTable recorded, String text) {
        List<Field> fields = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String[] parts = item.strip().split("[:=]", -1);
            boolean absent = parts[1].endsWith("-");
            boolean uncertain = parts[1].endsWith("?");
            String type = absent || uncertain ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
            String source = parts.length == 3 ? parts[2] : parts[0];
            boolean there = !absent && (!uncertain || recorded.has(source));
            fields.add(new Field(
                    parts[0],
                    KustoType.valueOf(type.toUpperCase(Locale.ROOT)),
                    there ? Optional.of(source) : Optional.empty()));
        }
        return List.copyOf(fields);
    }
}
