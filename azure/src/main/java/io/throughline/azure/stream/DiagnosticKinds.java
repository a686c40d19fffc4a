package io.throughline.azure.stream;

import io.throughline.azure.logs.AppServiceQueries;
import io.throughline.azure.logs.CosmosQueries;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.PostgresqlQueries;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.azure.resources.AzureResource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which resources have logs that streams read, where those go, and what turns them on. */
final class DiagnosticKinds {

    static final List<Kind> ALL = List.of(
            new Kind(
                    ResourceKinds.SQL_DATABASE,
                    List.of(
                            SqlQueries.QUERIES,
                            SqlQueries.QUERY_WAITS,
                            SqlQueries.DATABASE_WAITS,
                            SqlQueries.DEADLOCKS,
                            SqlQueries.BLOCKS,
                            SqlQueries.TIMEOUTS,
                            SqlQueries.ERRORS,
                            SqlQueries.TUNING),
                    List.of(
                            "QueryStoreRuntimeStatistics",
                            "QueryStoreWaitStatistics",
                            "DatabaseWaitStatistics",
                            "Deadlocks",
                            "Blocks",
                            "Timeouts",
                            "Errors",
                            "AutomaticTuning")),
            new Kind(
                    ResourceKinds.POSTGRESQL,
                    List.of(
                            LogQueries.POSTGRESQL_QUERIES,
                            PostgresqlQueries.WAITS,
                            PostgresqlQueries.SERVER_LOGS,
                            PostgresqlQueries.SESSIONS),
                    List.of(
                            "PostgreSQLLogs",
                            "PostgreSQLFlexQueryStoreRuntime",
                            "PostgreSQLFlexQueryStoreWaitStats",
                            "PostgreSQLFlexSessions")),
            new Kind(
                    ResourceKinds.COSMOS,
                    List.of(CosmosQueries.REQUESTS, CosmosQueries.PARTITIONS),
                    List.of("DataPlaneRequests", "PartitionKeyRUConsumption")),
            new Kind(ResourceKinds.WEB_APP, List.of(AppServiceQueries.HTTP), List.of("AppServiceHTTPLogs")));

    private DiagnosticKinds() {}

    /**
     * A type of resources with diagnostic settings.
     *
     * @param type the type in lower case
     * @param tables tables of their own that the settings fill; all of them may go to {@code AzureDiagnostics} instead
     * @param categories what the settings must send
     */
    record Kind(String type, List<String> tables, List<String> categories) {

        /** Returns the command that turns the logs on. */
        String command(AzureResource resource, String workspace) {
            String logs = categories.stream()
                    .map(category -> "{\"category\":\"" + category + "\",\"enabled\":true}")
                    .collect(Collectors.joining(",", "[", "]"));
            return "az monitor diagnostic-settings create --name throughline --resource " + resource.id()
                    + " --workspace " + workspace + " --export-to-resource-specific true --logs '" + logs + "'";
        }

        /** The system database has no statistics of its own worth reading. */
        boolean concerns(AzureResource resource) {
            return resource.type().equals(type) && !resource.key().endsWith("/databases/master");
        }
    }

    /** Returns the tables in which some resource's logs may lie. */
    static List<String> tables() {
        return Stream.concat(ALL.stream().flatMap(kind -> kind.tables().stream()), Stream.of(SqlQueries.DIAGNOSTICS))
                .toList();
    }
}
