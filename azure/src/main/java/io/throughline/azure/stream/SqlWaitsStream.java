package io.throughline.azure.stream;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What Azure SQL databases wait for: seconds by type of wait, and seconds of queries by category of waits and query. In
 * each hour the largest are told apart; the rest is {@code (other)}.
 */
final class SqlWaitsStream extends SqlLogs {

    static final String NAME = "azure/sql-waits";

    static final String QUERY_WAIT_TIME = "azure.db.query.wait.time";
    static final String DATABASE_WAIT_TIME = "azure.db.wait.time";
    static final String WAIT_CATEGORY = "azure.db.wait.category";
    static final String WAIT_TYPE = "azure.db.wait.type";

    SqlWaitsStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(
                NAME,
                List.of(SqlQueries.QUERY_WAITS, SqlQueries.DATABASE_WAITS, SqlQueries.DIAGNOSTICS),
                workspaces,
                gateway,
                entities,
                inventory,
                index);
    }

    /** Both sorts lie in the diagnostics. */
    @Override
    long callsPerRead(Duration window, List<String> present) {
        return (long) present.size() + (present.contains(SqlQueries.DIAGNOSTICS) ? 1 : 0);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        Waits waits = new Waits(logs, workspace, window, sink, notes);
        waits.read(SqlQueries.QUERY_WAITS, SqlQueries.QUERY_WAITS, SqlQueries::queryWaits);
        waits.read(SqlQueries.DATABASE_WAITS, SqlQueries.DATABASE_WAITS, SqlQueries::databaseWaits);
        waits.read(SqlQueries.DIAGNOSTICS, SqlQueries.QUERY_WAITS, SqlQueries::queryWaits);
        waits.read(SqlQueries.DIAGNOSTICS, SqlQueries.DATABASE_WAITS, SqlQueries::databaseWaits);
        waits.points.deliver(sink);
    }

    /** A query over a table. */
    private interface OfTable {
        KqlQuery of(String table, TimeWindow window);
    }

    private final class Waits {

        private final WindowedLogs logs;
        private final Workspace workspace;
        private final TimeWindow window;
        private final ReadNotes notes;
        private final LogOwners owners;
        private final OwnTables own = new OwnTables();
        private final PointSeries points = new PointSeries(SqlQueries.STEP);

        Waits(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
            this.logs = logs;
            this.workspace = workspace;
            this.window = window;
            this.notes = notes;
            this.owners = new LogOwners(entities, inventory.get(), workspace, sink);
        }

        void read(String table, String sort, OfTable query) {
            boolean ofQueries = sort.equals(SqlQueries.QUERY_WAITS);
            Function<TimeWindow, KqlQuery> asked = part -> query.of(table, part);
            ask(logs, workspace, table, CUT, asked, window, notes, row -> {
                Owner database = ownerOf(row, owners);
                Instant step = row.instant("Step").orElseThrow();
                if (!own.counts(table, sort, database, step)) {
                    return;
                }
                String wait = row.text("Wait").orElse("");
                Attributes attributes = ofQueries
                        ? Attributes.of(
                                WAIT_CATEGORY,
                                wait,
                                AttributeKeys.QUERY_HASH,
                                row.text("Query").orElse(""))
                        : Attributes.of(WAIT_TYPE, wait);
                points.amount(
                        database.id(),
                        ofQueries ? QUERY_WAIT_TIME : DATABASE_WAIT_TIME,
                        Unit.SECONDS,
                        attributes,
                        step,
                        row.real("Milliseconds").orElse(Double.NaN) / 1000);
            });
        }
    }
}
