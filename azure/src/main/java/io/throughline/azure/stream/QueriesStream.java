package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Queries of PostgreSQL servers by the query store: executions and mean duration by query and plan, and an event when a
 * query runs with a plan that it has not used for a day. The interface gives hashes, never the texts.
 */
final class QueriesStream extends LogStream {

    static final String NAME = "azure/queries";

    static final Unit QUERIES = Unit.counting("query");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final String PROTOCOL = "postgresql";

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    QueriesStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            @Nullable TableIndex index) {
        super(NAME, List.of(LogQueries.POSTGRESQL_QUERIES), workspaces, gateway, index);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    public Duration longestRead() {
        return WHOLE_DAY;
    }

    @Override
    TimeWindow span(TimeWindow window) {
        return LogQueries.queryStoreSpan(window);
    }

    @Override
    long callsPerRead(Duration window, List<String> present) {
        return 2L * present.size();
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        List<PlanChanges.Use> uses = new ArrayList<>();
        ask(
                logs,
                workspace,
                table(),
                STEP,
                part -> LogQueries.postgresqlQueries(part, STEP),
                window,
                notes,
                row -> use(row).ifPresent(uses::add));
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        PlanChanges changes = new PlanChanges(NAME, PROTOCOL, STEP);
        ask(
                logs,
                workspace,
                table(),
                STEP,
                LogQueries::postgresqlPlans,
                TimeWindow.endingAt(window.from(), PlanHistory.MEMORY),
                notes,
                row -> row.instant("Last")
                        .ifPresent(last -> changes.known(
                                server(row, owners),
                                row.text("Query").orElse(""),
                                row.text("Plan").orElse(""),
                                last)));
        PointSeries points = new PointSeries(STEP);
        uses.sort(Comparator.comparing(PlanChanges.Use::step)
                .thenComparing(PlanChanges.Use::database)
                .thenComparing(PlanChanges.Use::query)
                .thenComparing(PlanChanges.Use::plan));
        for (PlanChanges.Use use : uses) {
            Owner server = owners.named(ResourceKinds.POSTGRESQL, PROTOCOL, use.database());
            Attributes dimensions = Attributes.builder()
                    .put(AttributeKeys.QUERY_HASH, use.query())
                    .put(AttributeKeys.PLAN_HASH, use.plan().isEmpty() ? null : use.plan())
                    .build();
            points.amount(server.id(), Metrics.QUERY_COUNT, QUERIES, dimensions, use.step(), use.executions());
            points.level(
                    server.id(), Metrics.QUERY_DURATION_MEAN, Unit.SECONDS, dimensions, use.step(), use.meanSeconds());
            changes.used(use, server).ifPresent(sink::event);
        }
        points.deliver(sink);
    }

    private static Owner server(LogsTable.Row row, LogOwners owners) {
        return owners.named(
                ResourceKinds.POSTGRESQL,
                PROTOCOL,
                row.text("LogicalServerName").orElse(""));
    }

    private static Optional<PlanChanges.Use> use(LogsTable.Row row) {
        long executions = row.whole("Executions").orElse(0);
        double totalMs = row.real("TotalMs").orElse(Double.NaN);
        if (executions <= 0 || !Double.isFinite(totalMs)) {
            return Optional.empty();
        }
        return Optional.of(new PlanChanges.Use(
                row.instant("Step").orElseThrow(),
                row.text("LogicalServerName").orElse(""),
                row.text("Query").orElse(""),
                row.text("Plan").orElse(""),
                executions,
                totalMs / 1000));
    }
}
