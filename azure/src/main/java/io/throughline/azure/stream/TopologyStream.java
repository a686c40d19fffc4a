package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.TopologyQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Edges that outgoing calls do not tell, for each hour: from a role to the resource that it runs in, known by the host
 * under which it served requests, and from a queue to the role that took messages from it.
 */
final class TopologyStream extends LogStream {

    static final String NAME = "azure/topology";

    private static final Duration STEP = Duration.ofHours(1);
    private static final String MESSAGING = "messaging";

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    TopologyStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory) {
        super(NAME, List.of(LogQueries.REQUESTS), workspaces, gateway);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    public Duration longestRead() {
        return WHOLE_DAY;
    }

    @Override
    long callsPerRead(Duration window) {
        return 2;
    }

    private record Edge(EntityId caller, EntityId callee, String protocol, TimeWindow window)
            implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int order = window.compareTo(other.window);
            order = order != 0 ? order : caller.compareTo(other.caller);
            order = order != 0 ? order : callee.compareTo(other.callee);
            return order != 0 ? order : protocol.compareTo(other.protocol);
        }
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        TreeMap<EntityId, Entity> seen = new TreeMap<>();
        TreeMap<Edge, Distribution> edges = new TreeMap<>();
        InventoryIndex known = inventory.get();
        WindowedLogs.Outcome hosts = logs.read(
                new WindowedLogs.Read(
                        workspace.id(), table(), STEP, part -> TopologyQueries.hosts(part, STEP), this::span),
                window,
                rows -> forEach(rows, row -> host(workspace, known, row, seen, edges)));
        notes.heard(workspace, table(), hosts);
        if (!hosts.missingTable()) {
            notes.heard(
                    workspace,
                    table(),
                    logs.read(
                            new WindowedLogs.Read(
                                    workspace.id(),
                                    table(),
                                    STEP,
                                    part -> TopologyQueries.messages(part, STEP),
                                    this::span),
                            window,
                            rows -> forEach(rows, row -> message(workspace, row, seen, edges))));
        }
        seen.values().forEach(sink::entity);
        edges.forEach((edge, calls) -> sink.dependency(dependency(edge, calls)));
    }

    private void host(
            Workspace workspace,
            InventoryIndex known,
            LogsTable.Row row,
            Map<EntityId, Entity> seen,
            Map<Edge, Distribution> edges) {
        Optional<AzureResource> resource = row.text("Host").flatMap(known::byHost);
        if (resource.isPresent()) {
            Entity role = entities.role(workspace, row.text("AppRoleName").orElse(""));
            seen.put(role.id(), role);
            EntityId place = AzureEntities.resourceId(resource.get().id());
            at(edges, role.id(), place, Dependency.HOSTED_BY, row).addCounts(row);
        }
    }

    private void message(
            Workspace workspace, LogsTable.Row row, Map<EntityId, Entity> seen, Map<Edge, Distribution> edges) {
        Optional<MessageDestination> source = row.text("Source").flatMap(MessageDestination::parse);
        if (source.isPresent()) {
            Entity role = entities.role(workspace, row.text("AppRoleName").orElse(""));
            Entity queue = entities.messaging(source.get());
            seen.put(role.id(), role);
            seen.put(queue.id(), queue);
            at(edges, queue.id(), role.id(), MESSAGING, row).add(row);
        }
    }

    private static Distribution at(
            Map<Edge, Distribution> edges, EntityId caller, EntityId callee, String protocol, LogsTable.Row row) {
        TimeWindow hour = TimeWindow.onGrid(row.instant("Step").orElseThrow(), STEP);
        return edges.computeIfAbsent(new Edge(caller, callee, protocol, hour), key -> new Distribution());
    }

    private static Dependency dependency(Edge edge, Distribution calls) {
        boolean hosted = edge.protocol().equals(Dependency.HOSTED_BY);
        String id = edge.caller() + ">" + edge.callee() + ">" + edge.protocol() + ">"
                + edge.window().from();
        return new Dependency(
                edge.caller(),
                edge.callee(),
                edge.protocol(),
                edge.window(),
                calls.count(),
                calls.failures(),
                hosted ? ExponentialHistogram.empty() : calls.histogram(),
                new Provenance(NAME, id, null));
    }

    private static void forEach(LogsTable rows, Consumer<LogsTable.Row> action) {
        for (int i = 0; i < rows.size(); i++) {
            action.accept(rows.row(i));
        }
    }
}
