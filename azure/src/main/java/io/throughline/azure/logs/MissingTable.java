package io.throughline.azure.logs;

import io.throughline.core.http.QueryRejectedException;

/** Tells a table that a workspace does not have (yet) from a wrong query. */
public final class MissingTable {

    private MissingTable() {}

    /** Tells whether a query was rejected because the workspace has no such table. */
    public static boolean is(QueryRejectedException rejected, String table) {
        String message = rejected.details().message();
        return message != null
                && message.contains("'" + table + "'")
                && (message.contains("Failed to resolve table") || message.contains("could not be resolved"));
    }

    /** Returns what puts data into a table. */
    public static String remedy(String table) {
        return switch (table) {
            case LogQueries.REQUESTS, LogQueries.DEPENDENCIES, LogQueries.EXCEPTIONS, TraceQueries.TRACES ->
                "instrument the applications with Application Insights and bind it to this workspace";
            case UsageQueries.PAGE_VIEWS, UsageQueries.BROWSER_TIMINGS ->
                "load the Application Insights JavaScript SDK in the web pages";
            case UsageQueries.EVENTS -> "send custom events from the applications with Application Insights";
            case GaugeQueries.METRICS, GaugeQueries.COUNTERS ->
                "switch custom metrics and performance counters on in the applications' Application Insights SDK or"
                        + " agent";
            case AvailabilityQueries.RESULTS -> "create availability tests in Application Insights";
            case LogQueries.POSTGRESQL_QUERIES ->
                "set pg_qs.query_capture_mode on the server and send its diagnostic category"
                        + " PostgreSQLFlexQueryStoreRuntime to this workspace in resource-specific mode";
            case SqlQueries.QUERIES,
                    SqlQueries.QUERY_WAITS,
                    SqlQueries.DATABASE_WAITS,
                    SqlQueries.DEADLOCKS,
                    SqlQueries.BLOCKS,
                    SqlQueries.TIMEOUTS,
                    SqlQueries.ERRORS,
                    SqlQueries.TUNING ->
                "send the databases' diagnostic category " + SqlQueries.categoryOf(table)
                        + " to this workspace; it is as well if it goes to AzureDiagnostics";
            case SqlQueries.DIAGNOSTICS ->
                "not needed where diagnostic settings send to tables of their own (resource-specific mode)";
            case PostgresqlQueries.WAITS ->
                "set pgms_wait_sampling.query_capture_mode on the server and send its diagnostic category"
                        + " PostgreSQLFlexQueryStoreWaitStats to this workspace in resource-specific mode";
            case PostgresqlQueries.SERVER_LOGS ->
                "send the servers' diagnostic category PostgreSQLLogs to this workspace in resource-specific mode";
            case PostgresqlQueries.SESSIONS ->
                "send the servers' diagnostic category PostgreSQLFlexSessions to this workspace in resource-specific"
                        + " mode";
            case CosmosQueries.REQUESTS ->
                "send the accounts' diagnostic category DataPlaneRequests to this workspace in resource-specific mode";
            case CosmosQueries.PARTITIONS ->
                "send the accounts' diagnostic category PartitionKeyRUConsumption to this workspace in"
                        + " resource-specific mode";
            case ContainerQueries.PODS, ContainerQueries.EVENTS, ContainerQueries.NODES ->
                "enable Container Insights on the clusters (az aks enable-addons --addons monitoring)"
                        + " with this workspace, and let its data collection rule collect the table";
            case ContainerQueries.LOGS ->
                "enable Container Insights on the clusters with this workspace and ContainerLogV2 as the schema of logs";
            case MachineQueries.HEARTBEATS ->
                "install the Azure Monitor Agent on the machines and associate a data collection rule that sends to this"
                        + " workspace";
            case MachineQueries.INSIGHTS -> "enable VM Insights on the machines with this workspace";
            case MachineQueries.COUNTERS ->
                "collect performance counters with a data collection rule, unless VM Insights collects them already";
            case MachineQueries.SYSLOG -> "collect Linux syslog with a data collection rule of the machines";
            case MachineQueries.WINDOWS_EVENTS ->
                "collect Windows event logs with a data collection rule of the machines";
            case AppServiceQueries.HTTP ->
                "send the applications' diagnostic category AppServiceHTTPLogs to this workspace";
            default -> "send the data to this workspace with a diagnostic setting";
        };
    }
}
