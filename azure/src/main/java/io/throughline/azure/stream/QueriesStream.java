package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.SlowQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Queries of PostgreSQL servers by the query store: executions and mean duration by query and plan, and an event when a
 * query runs with a plan that it has not used for a day. The interface gives hashes, never the texts.
 */
final class QueriesStream extends LogStream {

    static final String NAME = "azure/queries";

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Unit QUERIES = Unit.counting("query");
    private static final String PROTOCOL = "postgresql";

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    QueriesStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory) {
        super(NAME, List.of(LogQueries.POSTGRESQL_QUERIES), workspaces, gateway);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    TimeWindow span(TimeWindow window) {
        return LogQueries.queryStoreSpan(window);
    }

    /** Statistics of one interval. */
    private record Use(Instant step, String server, String query, String plan, long executions, double totalMs) {

        double meanSeconds() {
            return totalMs / executions / 1000;
        }
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        List<Use> uses = new ArrayList<>();
        WindowedLogs.Outcome outcome = logs.read(
                new WindowedLogs.Read(
                        workspace.id(), table(), STEP, part -> LogQueries.postgresqlQueries(part, STEP), this::span),
                window,
                rows -> collect(rows, uses));
        notes.heard(workspace, table(), outcome);
        if (uses.isEmpty()) {
            return;
        }
        PlanHistory history = new PlanHistory();
        TimeWindow dayBefore = TimeWindow.endingAt(window.from(), PlanHistory.MEMORY);
        notes.heard(
                workspace,
                table(),
                logs.read(
                        new WindowedLogs.Read(workspace.id(), table(), STEP, LogQueries::postgresqlPlans, this::span),
                        dayBefore,
                        history::add));
        InventoryIndex known = inventory.get();
        TreeMap<SeriesKey, SortedMap<Long, Double>> points = new TreeMap<>();
        uses.sort(Comparator.comparing(Use::step)
                .thenComparing(Use::server)
                .thenComparing(Use::query)
                .thenComparing(Use::plan));
        for (Use use : uses) {
            Optional<AzureResource> resource = known.byTypeAndName(ResourceKinds.POSTGRESQL, use.server());
            EntityId server = resource.map(found -> AzureEntities.resourceId(found.id()))
                    .orElseGet(() -> outside(use.server(), sink));
            put(points, server, Metrics.QUERY_COUNT, QUERIES, SeriesKind.DELTA, use, (double) use.executions());
            put(points, server, Metrics.QUERY_DURATION_MEAN, Unit.SECONDS, SeriesKind.GAUGE, use, use.meanSeconds());
            history.used(new PlanHistory.Query(use.server(), use.query()), use.plan(), use.step())
                    .ifPresent(change -> sink.event(event(server, resource, workspace, use, change.previousPlan())));
        }
        points.forEach((key, steps) -> sink.series(NumberSeries.owning(
                key,
                STEP,
                steps.keySet().stream().mapToLong(Long::longValue).toArray(),
                steps.values().stream().mapToDouble(Double::doubleValue).toArray())));
    }

    private static void collect(LogsTable rows, List<Use> uses) {
        for (int i = 0; i < rows.size(); i++) {
            LogsTable.Row row = rows.row(i);
            long executions = row.whole("Executions").orElse(0);
            double totalMs = row.real("TotalMs").orElse(Double.NaN);
            if (executions > 0 && Double.isFinite(totalMs)) {
                uses.add(new Use(
                        row.instant("Step").orElseThrow(),
                        row.text("LogicalServerName").orElse(""),
                        row.text("Query").orElse(""),
                        row.text("Plan").orElse(""),
                        executions,
                        totalMs));
            }
        }
    }

    private EntityId outside(String server, TelemetrySink sink) {
        Entity entity = entities.external(PROTOCOL, server.isBlank() ? "unknown" : server);
        sink.entity(entity);
        return entity.id();
    }

    private static void put(
            Map<SeriesKey, SortedMap<Long, Double>> points,
            EntityId server,
            String metric,
            Unit unit,
            SeriesKind kind,
            Use use,
            double value) {
        Attributes dimensions = Attributes.builder()
                .put(AttributeKeys.QUERY_HASH, use.query())
                .put(AttributeKeys.PLAN_HASH, use.plan().isEmpty() ? null : use.plan())
                .build();
        points.computeIfAbsent(new SeriesKey(server, metric, unit, kind, dimensions), key -> new TreeMap<>())
                .put(use.step().toEpochMilli(), value);
    }

    private static SlowQuery event(
            EntityId server, Optional<AzureResource> resource, Workspace workspace, Use use, String previousPlan) {
        String environment = resource.map(AzureResource::environment).orElse(workspace.environment());
        return new SlowQuery(
                new EventHeader(
                        server,
                        environment,
                        use.step(),
                        use.step().plus(STEP),
                        "Query " + use.query() + " on " + use.server() + " runs with a new plan",
                        Attributes.of(AttributeKeys.DB_SYSTEM, PROTOCOL),
                        new Provenance(
                                NAME,
                                String.join(
                                        "/",
                                        use.server(),
                                        use.query(),
                                        use.plan(),
                                        use.step().toString()),
                                null)),
                use.query(),
                use.plan(),
                previousPlan,
                null,
                use.executions(),
                use.meanSeconds());
    }
}
