package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.TargetResolver.Callee;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Outgoing calls of each role: series by target, operation and minute, and for each hour the edges between caller and
 * callee.
 */
final class DependenciesStream extends LogStream {

    static final String NAME = "azure/dependencies";

    private static final Duration STEP = Duration.ofMinutes(1);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;
    private final CalleeDays calleeDays;

    DependenciesStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            Clock clock) {
        super(NAME, List.of(LogQueries.DEPENDENCIES), workspaces, gateway);
        this.entities = entities;
        this.inventory = inventory;
        this.calleeDays = new CalleeDays(clock);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        Collected collected = new Collected(logs, workspace, notes);
        WindowedLogs.Outcome outcome = logs.read(
                new WindowedLogs.Read(
                        workspace.id(), table(), STEP, part -> LogQueries.dependencies(part, STEP), this::span),
                window,
                collected::add);
        notes.heard(workspace, table(), outcome);
        collected.deliver(sink);
    }

    /** An edge within one hour. */
    private record Edge(EntityId caller, EntityId callee, String protocol, TimeWindow window)
            implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int order = caller.compareTo(other.caller);
            order = order != 0 ? order : callee.compareTo(other.callee);
            order = order != 0 ? order : protocol.compareTo(other.protocol);
            return order != 0 ? order : window.compareTo(other.window);
        }
    }

    /** What tells calls apart on one day. */
    private record Call(TimeWindow day, String caller, String type, String target, String operation) {}

    private final class Collected {

        private final WindowedLogs logs;
        private final Workspace workspace;
        private final ReadNotes notes;
        private final TargetResolver resolver = new TargetResolver(entities, inventory.get());
        private final Map<Call, Callee> resolved = new HashMap<>();
        private final TreeMap<EntityId, Entity> seen = new TreeMap<>();
        private final StepSeries series = new StepSeries(STEP);
        private final TreeMap<Edge, Distribution> edges = new TreeMap<>();

        Collected(WindowedLogs logs, Workspace workspace, ReadNotes notes) {
            this.logs = logs;
            this.workspace = workspace;
            this.notes = notes;
        }

        void add(LogsTable rows) {
            for (int i = 0; i < rows.size(); i++) {
                LogsTable.Row row = rows.row(i);
                Instant step = row.instant("Step").orElseThrow();
                Call call = new Call(
                        CalleeDays.dayOf(step),
                        row.text("AppRoleName").orElse(""),
                        row.text("DependencyType").orElse(""),
                        row.text("Target").orElse(""),
                        row.text("Name").orElse(""));
                Entity caller = entities.role(workspace, call.caller());
                Callee callee = resolved.computeIfAbsent(call, this::resolve);
                seen.put(caller.id(), caller);
                callee.seenHere().ifPresent(entity -> seen.put(entity.id(), entity));
                Attributes dimensions = Attributes.of(
                        AttributeKeys.TARGET, callee.id().toString(), AttributeKeys.OPERATION, call.operation());
                series.at(caller.id(), dimensions, step.toEpochMilli()).add(row);
                String protocol =
                        call.type().isBlank() ? "unknown" : call.type().toLowerCase(Locale.ROOT);
                Edge edge = new Edge(caller.id(), callee.id(), protocol, TimeWindow.onGrid(step, grid()));
                edges.computeIfAbsent(edge, key -> new Distribution()).add(row);
                notes.sampled(row.whole("Items").orElse(0), row.whole("Stored").orElse(0));
            }
        }

        private Callee resolve(Call call) {
            Callees callees = calleeDays.of(logs, workspace, call.day(), notes);
            return resolver.resolve(workspace, callees, call.caller(), call.type(), call.target(), call.operation());
        }

        void deliver(TelemetrySink sink) {
            seen.values().forEach(sink::entity);
            series.deliver(Metrics.DEPENDENCY_DURATION, Metrics.DEPENDENCY_COUNT, Metrics.DEPENDENCY_FAILURES, sink);
            edges.forEach((edge, calls) -> sink.dependency(new Dependency(
                    edge.caller(),
                    edge.callee(),
                    edge.protocol(),
                    edge.window(),
                    calls.count(),
                    calls.failures(),
                    calls.histogram(),
                    new Provenance(
                            NAME,
                            edge.caller() + ">" + edge.callee() + ">" + edge.protocol() + ">"
                                    + edge.window().from(),
                            null))));
        }
    }
}
