package io.throughline.azure.stream;

import io.throughline.azure.logs.Largest;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Queries of Azure SQL databases by Query Store: executions, duration, processor time, reads and rows by query and plan,
 * and an event when a query runs with a plan that it has not used for a day. The logs give hashes, never texts or plans.
 *
 * <p>Counts and durations are of executions that ended regularly; what client or error aborted is counted apart, and so
 * are the resources of all. Queries that are not among an hour's largest make up one, {@code (other)}.
 */
final class SqlQueriesStream extends SqlLogs {

    static final String NAME = "azure/sql-queries";

    static final String CPU_TIME = "azure.db.query.cpu.time";
    static final String LOGICAL_READS = "azure.db.query.logical_reads";
    static final String ROWS = "azure.db.query.rows";
    static final String ABORTED = "azure.db.query.aborted";
    /** Who aborted executions: {@code client} or {@code error}. */
    static final String ABORTED_BY = "azure.db.query.aborted.by";

    private static final double MICROS = 1e-6;

    SqlQueriesStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(
                NAME,
                List.of(SqlQueries.QUERIES, SqlQueries.DIAGNOSTICS),
                workspaces,
                gateway,
                entities,
                inventory,
                index);
    }

    /** Statistics, and the plans of the day before. */
    @Override
    long callsPerRead(Duration window, List<String> present) {
        return 2L * present.size();
    }

    private record Known(PlanChanges.Use use, Owner owner) {}

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        OwnTables own = new OwnTables();
        PointSeries points = new PointSeries(SqlQueries.STEP);
        List<Known> uses = new ArrayList<>();
        PlanChanges changes = new PlanChanges(NAME, SYSTEM, SqlQueries.STEP);
        TimeWindow dayBefore = TimeWindow.endingAt(window.from(), PlanHistory.MEMORY);
        for (String table : tables()) {
            TreeSet<String> hashes = new TreeSet<>();
            ask(logs, workspace, table, CUT, part -> SqlQueries.queries(table, part), window, notes, row -> {
                Owner database = ownerOf(row, owners);
                Instant step = row.instant("Step").orElseThrow();
                if (!own.counts(table, "", database, step)) {
                    return;
                }
                PlanChanges.Use use = use(row, database, step);
                put(points, database, use, row);
                if (use.executions() > 0 && !use.query().equals(Largest.OTHER)) {
                    uses.add(new Known(use, database));
                    hashes.add(use.query());
                }
            });
            // Asked even for no query at all, so that a read always takes as many calls.
            List<String> queries = hashes.isEmpty() ? List.of("") : List.copyOf(hashes);
            ask(
                    logs,
                    workspace,
                    table,
                    CUT,
                    part -> SqlQueries.plans(table, part, queries),
                    dayBefore,
                    notes,
                    row -> row.instant("Last")
                            .ifPresent(last -> changes.known(
                                    ownerOf(row, owners),
                                    row.text("Query").orElse(""),
                                    row.text("Plan").orElse(""),
                                    last)));
        }
        uses.sort(Comparator.comparing((Known known) -> known.use().step())
                .thenComparing(known -> known.use().database())
                .thenComparing(known -> known.use().query())
                .thenComparing(known -> known.use().plan()));
        uses.forEach(known -> changes.used(known.use(), known.owner()).ifPresent(sink::event));
        points.deliver(sink);
    }

    private static PlanChanges.Use use(LogsTable.Row row, Owner database, Instant step) {
        return new PlanChanges.Use(
                step,
                database.name(),
                row.text("Query").orElse(""),
                row.text("Plan").orElse(""),
                row.whole("Executions").orElse(0),
                row.real("Regular").orElse(0) * MICROS);
    }

    private static void put(PointSeries points, Owner database, PlanChanges.Use use, LogsTable.Row row) {
        Attributes dimensions = Attributes.builder()
                .put(AttributeKeys.QUERY_HASH, use.query())
                .put(AttributeKeys.PLAN_HASH, use.plan().isEmpty() ? null : use.plan())
                .build();
        Instant step = use.step();
        points.amount(database.id(), Metrics.QUERY_COUNT, QueriesStream.QUERIES, dimensions, step, use.executions());
        if (use.executions() > 0) {
            points.level(database.id(), Metrics.QUERY_DURATION_MEAN, Unit.SECONDS, dimensions, step, use.meanSeconds());
        }
        double cpu = row.real("Cpu").orElse(0) * MICROS;
        points.amount(database.id(), CPU_TIME, Unit.SECONDS, dimensions, step, cpu);
        long reads = row.whole("Reads").orElse(0);
        points.amount(database.id(), LOGICAL_READS, Unit.counting("page"), dimensions, step, reads);
        long rows = row.whole("Returned").orElse(0);
        points.amount(database.id(), ROWS, Unit.counting("row"), dimensions, step, rows);
        aborted(
                points,
                database,
                dimensions,
                step,
                "client",
                row.whole("ByClient").orElse(0));
        aborted(
                points,
                database,
                dimensions,
                step,
                "error",
                row.whole("ByError").orElse(0));
    }

    private static void aborted(
            PointSeries points, Owner database, Attributes dimensions, Instant step, String by, long executions) {
        if (executions > 0) {
            Attributes apart = dimensions.toBuilder().put(ABORTED_BY, by).build();
            points.amount(database.id(), ABORTED, QueriesStream.QUERIES, apart, step, executions);
        }
    }
}
