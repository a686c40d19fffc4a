package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.recording.RecordedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of the workspace: its name in the Azure Monitor Logs reference, the recorded table behind it, and its columns.
 * A column that was not recorded is there all the same, empty, as in a workspace whose agents do not send it; so is a table
 * of Application Insights of which nothing was recorded. What this workspace never had, as tables of machines, containers or
 * other databases, it does not know.
 */
enum LogsTable {
    APP_REQUESTS(
            "AppRequests",
            LogsSource.of(RecordedTable.REQUESTS),
            "Id:string, Source:string-, Name:string, Url:string, Success:bool, ResultCode:string, DurationMs:real,"
                    + " Properties:dynamic-, Measurements:dynamic-"),
    APP_DEPENDENCIES(
            "AppDependencies",
            LogsSource.of(RecordedTable.DEPENDENCIES),
            "Id:string, Target:string, DependencyType:string, Name:string, Data:string, Success:bool, ResultCode:string,"
                    + " DurationMs:real, Properties:dynamic-, Measurements:dynamic-"),
    APP_EXCEPTIONS(
            "AppExceptions",
            LogsSource.of(RecordedTable.EXCEPTIONS),
            "ProblemId:string, ExceptionType:string, Assembly:string-, Method:string, Message:string-, HandledAt:string-,"
                    + " SeverityLevel:int, OuterType:string=ExceptionType, OuterMessage:string, OuterAssembly:string-,"
                    + " OuterMethod:string=Method, InnermostType:string-, InnermostMessage:string-,"
                    + " InnermostAssembly:string-, InnermostMethod:string-, Details:dynamic-, Properties:dynamic-,"
                    + " Measurements:dynamic-"),
    APP_TRACES(
            "AppTraces",
            LogsSource.of(RecordedTable.TRACES),
            "Message:string, SeverityLevel:int, Properties:dynamic-, Measurements:dynamic-"),
    APP_METRICS("AppMetrics", LogsSource.MEASURES, "Name:string, Sum:real, Min:real, Max:real, Properties:dynamic"),
    APP_PAGE_VIEWS(
            "AppPageViews",
            LogsSource.NOTHING,
            "Id:string, Name:string, Url:string, DurationMs:real, Properties:dynamic, Measurements:dynamic"),
    APP_EVENTS("AppEvents", LogsSource.NOTHING, "Name:string, Properties:dynamic, Measurements:dynamic"),
    APP_AVAILABILITY_RESULTS(
            "AppAvailabilityResults",
            LogsSource.NOTHING,
            "Id:string, Name:string, Location:string, Success:bool, Message:string, DurationMs:real, Properties:dynamic,"
                    + " Measurements:dynamic"),
    APP_BROWSER_TIMINGS(
            "AppBrowserTimings",
            LogsSource.NOTHING,
            "Name:string, Url:string, NetworkDurationMs:real, SendDurationMs:real, ReceiveDurationMs:real,"
                    + " ProcessingDurationMs:real, TotalDurationMs:real, Properties:dynamic, Measurements:dynamic"),
    APP_PERFORMANCE_COUNTERS(
            "AppPerformanceCounters",
            LogsSource.COUNTERS,
            "Name:string, Category:string, Counter:string, Instance:string, Value:real, Properties:dynamic"),
    APP_SYSTEM_EVENTS(
            "AppSystemEvents", LogsSource.NOTHING, "ProblemId:string, Properties:dynamic, Measurements:dynamic"),
    AZURE_ACTIVITY(
            "AzureActivity",
            LogsSource.ACTIVITY,
            "OperationName:string, OperationNameValue:string, ActivityStatus:string, ActivityStatusValue:string,"
                    + " ActivitySubstatus:string, ActivitySubstatusValue:string, Category:string, CategoryValue:string,"
                    + " Level:string, Caller:string, CallerIpAddress:string-, CorrelationId:string, OperationId:string,"
                    + " ResourceGroup:string, ResourceId:string, Resource:string, ResourceProvider:string,"
                    + " ResourceProviderValue:string, SubscriptionId:string, EventDataId:string,"
                    + " EventSubmissionTimestamp:datetime, HTTPRequest:string-, Hierarchy:string, Claims_d:dynamic-,"
                    + " Properties:string, Properties_d:dynamic, Authorization:string, Authorization_d:dynamic"),
    USAGE(
            "Usage",
            LogsSource.USAGE,
            "Computer:string-, Solution:string, DataType:string, Quantity:real, QuantityUnit:string, IsBillable:bool,"
                    + " StartTime:datetime, EndTime:datetime, ResourceUri:string, LinkedResourceUri:string-,"
                    + " MeterId:string-, LinkedMeterId:string-"),
    PGSQL_QUERY_STORE_RUNTIME(
            "PGSQLQueryStoreRuntime",
            LogsSource.of(RecordedTable.QUERY_STATS),
            "LogicalServerName:string, DatabaseId:int, QueryId:string, PlanId:long, QueryText:string, Calls:long,"
                    + " TotalExecDurationMs:real, MeanExecDurationMs:real, MaxExecDurationMs:real, Rows:long,"
                    + " SharedBlksHit:long, SharedBlksRead:long, StartTime:datetime, EndTime:datetime");

    /** What all tables of Application Insights share. */
    private static final String SHARED =
            "OperationName:string, OperationId:string, ParentId:string, SyntheticSource:string-, SessionId:string-,"
                    + " UserId:string-, UserAuthenticatedId:string-, UserAccountId:string-, AppVersion:string,"
                    + " AppRoleName:string, AppRoleInstance:string, ClientType:string-, ClientModel:string-,"
                    + " ClientOS:string-, ClientIP:string-, ClientCity:string-, ClientStateOrProvince:string-,"
                    + " ClientCountryOrRegion:string-, ClientBrowser:string-, ResourceGUID:string-, IKey:string-,"
                    + " SDKVersion:string-";

    /**
     * A column.
     *
     * @param source the recorded column; empty if there is none
     */
    record Field(String name, KustoType type, Optional<String> source) {}

    private final String wire;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final LogsSource source;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final List<Field> fields;

    LogsTable(String wire, LogsSource source, String own) {
        this.wire = wire;
        this.source = source;
        this.fields = parse(
                source,
                own + (isOfApplication(wire) ? ", " + SHARED : "") + (isCounted(wire) ? ", ItemCount:int" : ""));
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

    LogsSource source() {
        return source;
    }

    List<Field> fields() {
        return fields;
    }

    /** Whether its rows are paid for. */
    boolean isBillable() {
        return this != AZURE_ACTIVITY && this != USAGE;
    }

    boolean isOfApplication() {
        return isOfApplication(wire);
    }

    /** Whether a row may stand for several; a performance counter never does. */
    private static boolean isCounted(String wire) {
        return isOfApplication(wire) && !wire.equals("AppPerformanceCounters");
    }

    private static boolean isOfApplication(String wire) {
        return wire.startsWith("App");
    }

    /** {@code name:type}, with {@code -} if never recorded, {@code =other} if recorded under another name. */
    private static List<Field> parse(LogsSource recorded, String text) {
        List<Field> fields = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String[] parts = item.strip().split("[:=]", -1);
            boolean absent = parts[1].endsWith("-");
            String type = absent ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
            String source = parts.length == 3 ? parts[2] : parts[0];
            boolean there = !absent && recorded.has(source);
            fields.add(new Field(
                    parts[0],
                    KustoType.valueOf(type.toUpperCase(Locale.ROOT)),
                    there ? Optional.of(source) : Optional.empty()));
        }
        return List.copyOf(fields);
    }
}
