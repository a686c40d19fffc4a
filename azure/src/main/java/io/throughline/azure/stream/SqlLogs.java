package io.throughline.azure.stream;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A stream over resource logs of Azure SQL databases. A database that sends them to a table of its own and to {@code
 * AzureDiagnostics} too would count twice: of each database, hour and sort of log the own table's rows count, if there
 * are any.
 */
abstract class SqlLogs extends LogStream {

    static final String SYSTEM = "microsoft.sql_server";

    /** Whole hours only: the largest queries are those of an hour. */
    static final Duration CUT = Duration.ofHours(1);

    final AzureEntities entities;
    final Supplier<InventoryIndex> inventory;

    /**
     * Makes a stream.
     *
     * @param tables the own tables; that of all diagnostics comes last
     */
    SqlLogs(
            String name,
            List<String> tables,
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(name, tables, workspaces, gateway, index);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    final KqlQuery arrivalsOf(String table, TimeWindow horizon, Instant since) {
        return SqlQueries.arrivals(table, tables(), horizon, since, grid());
    }

    /** Diagnostics do as well as all own tables together. */
    @Override
    final boolean misses(String table, List<String> present) {
        return !table.equals(SqlQueries.DIAGNOSTICS)
                && !present.contains(SqlQueries.DIAGNOSTICS)
                && inventory.get().hasAny(ResourceKinds.SQL_DATABASE);
    }

    @Override
    final Duration delay() {
        return Duration.ofMinutes(10);
    }

    static Owner ownerOf(LogsTable.Row row, LogOwners owners) {
        return owners.sqlDatabase(
                row.text("Resource").orElse(""),
                row.text("Server").orElse(""),
                row.text("Database").orElse(""));
    }

    /** Which databases had rows of a sort in their own table, by hour. */
    static final class OwnTables {

        private final Set<Cell> seen = new HashSet<>();

        private record Cell(String sort, String database, Instant hour) {}

        /** Tells whether a row counts; rows of own tables must come first. */
        boolean counts(String table, String sort, Owner database, Instant at) {
            Cell cell = new Cell(
                    sort, database.id().toString(), TimeWindow.onGrid(at, CUT).from());
            if (!table.equals(SqlQueries.DIAGNOSTICS)) {
                seen.add(cell);
                return true;
            }
            return !seen.contains(cell);
        }
    }
}
