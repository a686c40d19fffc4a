package io.throughline.azure.stream;

import io.throughline.azure.logs.ContainerQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import io.throughline.core.telemetry.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Kubernetes clusters as Container Insights sees them: pods by phase, restarts of containers by workload and reason,
 * nodes by status with a health transition when it changes, warnings and scaling out of the cluster's events, and shapes
 * of what containers log as warnings and errors. The entity is the cluster; namespace, workload and container are
 * attributes.
 */
final class ContainersStream extends LogStream {

    static final String NAME = "azure/containers";

    static final String POD_PHASE = "k8s.pod.status.phase";
    static final String RESTARTS = "k8s.container.restarts";
    static final String RESTART_REASON = "k8s.container.status.last_terminated_reason";
    static final String NODE_STATUS = "k8s.node.condition.status";
    static final String LOG_LINES = "azure.container.log.lines";
    static final String NAMESPACE = "k8s.namespace.name";
    static final String CONTAINER = "k8s.container.name";
    static final String NODE = "k8s.node.name";
    static final String WORKLOAD = "k8s.workload.name";
    static final String LOG_LEVEL = "azure.log.level";

    private static final Duration CUT = Duration.ofHours(1);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    ContainersStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(
                NAME,
                List.of(ContainerQueries.PODS, ContainerQueries.EVENTS, ContainerQueries.NODES, ContainerQueries.LOGS),
                workspaces,
                gateway,
                index);
        this.entities = entities;
        this.inventory = inventory;
    }

    /** Pods are asked for their phases and for their restarts. */
    @Override
    long callsPerRead(Duration window, List<String> present) {
        return (long) present.size() + (present.contains(ContainerQueries.PODS) ? 1 : 0);
    }

    @Override
    TimeWindow span(TimeWindow window) {
        return ContainerQueries.widened(window);
    }

    @Override
    boolean misses(String table, List<String> present) {
        return inventory.get().hasAny(ResourceKinds.KUBERNETES);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        PointSeries points = new PointSeries(ContainerQueries.STEP);
        LogShapes shapes = new LogShapes(NAME);
        String pods = ContainerQueries.PODS;
        ask(logs, workspace, pods, CUT, ContainerQueries::pods, window, notes, row -> {
            Attributes phase = Attributes.of(NAMESPACE, text(row, "Namespace"), POD_PHASE, text(row, "PodStatus"));
            long count = row.whole("Pods").orElse(0);
            points.level(cluster(row, owners).id(), POD_PHASE, Unit.counting("pod"), phase, step(row), count);
        });
        ask(logs, workspace, pods, CUT, ContainerQueries::restarts, window, notes, row -> {
            Attributes.Builder container = workload(text(row, "ControllerKind"), text(row, "ControllerName"))
                    .put(NAMESPACE, text(row, "Namespace"))
                    .put(CONTAINER, text(row, "Container"));
            String reason = text(row, "Reason");
            container.put(RESTART_REASON, reason.isEmpty() ? null : reason);
            points.amount(
                    cluster(row, owners).id(),
                    RESTARTS,
                    Unit.counting("restart"),
                    container.build(),
                    step(row),
                    row.whole("Restarts").orElse(0));
        });
        ask(logs, workspace, ContainerQueries.NODES, CUT, ContainerQueries::nodes, window, notes, row -> {
            node(row, cluster(row, owners), points, sink);
        });
        ask(logs, workspace, ContainerQueries.EVENTS, CUT, ContainerQueries::events, window, notes, row -> {
            event(row, cluster(row, owners), shapes, sink);
        });
        ask(logs, workspace, ContainerQueries.LOGS, CUT, ContainerQueries::logs, window, notes, row -> {
            line(row, owners.resource(text(row, "Resource"), "kubernetes", "unknown"), points, shapes);
        });
        points.deliver(sink);
        shapes.deliver(sink);
    }

    private static Owner cluster(LogsTable.Row row, LogOwners owners) {
        return owners.resource(text(row, "Resource"), "kubernetes", text(row, "ClusterName"));
    }

    private static void node(LogsTable.Row row, Owner cluster, PointSeries points, TelemetrySink sink) {
        Instant step = step(row);
        String status = text(row, "Status");
        String before = text(row, "Before");
        points.share(cluster.id(), NODE_STATUS, Unit.counting("node"), Attributes.of(NODE_STATUS, status), step, 1);
        if (before.isEmpty() || before.equals(status)) {
            return;
        }
        String node = text(row, "Computer");
        Instant seen = row.instant("Seen").orElse(step);
        sink.event(new HealthTransition(
                new EventHeader(
                        cluster.id(),
                        cluster.environment(),
                        seen,
                        seen,
                        "Node " + node + " of " + cluster.name() + ": " + before + " to " + status,
                        Attributes.of(NODE, node),
                        new Provenance(NAME, cluster.id() + "/node/" + node + "/" + step, null)),
                health(before),
                health(status),
                status));
    }

    /** A node's status lists the conditions that hold, so pressure comes beside readiness. */
    private static Health health(String status) {
        if (status.equals("Ready")) {
            return Health.AVAILABLE;
        } else if (status.contains("Ready") && !status.contains("NotReady")) {
            return Health.DEGRADED;
        }
        return status.equals("Unknown") ? Health.UNKNOWN : Health.UNAVAILABLE;
    }

    private static void event(LogsTable.Row row, Owner cluster, LogShapes shapes, TelemetrySink sink) {
        Instant hour = row.instant("Hour").orElseThrow();
        Instant first = row.instant("First").orElse(hour);
        Instant last = row.instant("Last").orElse(first);
        String reason = text(row, "Reason");
        String shape = Masks.shapeOf(text(row, "Shape"));
        long times = row.whole("Times").orElse(0);
        Attributes attributes = Attributes.builder()
                .put(NAMESPACE, text(row, "Namespace"))
                .put("azure.k8s.event.reason", reason)
                .put("azure.k8s.object.kind", text(row, "ObjectKind"))
                .build();
        if (!row.truth("IsChange").orElse(false)) {
            shapes.add(cluster, reason + ": " + shape, Severity.WARNING, attributes, first, last, times);
            return;
        }
        String object = text(row, "Object");
        sink.event(new Change(
                new EventHeader(
                        cluster.id(),
                        cluster.environment(),
                        first,
                        last.isBefore(first) ? first : last,
                        reason + " of " + object + ": " + shape,
                        attributes.toBuilder().put(WORKLOAD, object).build(),
                        new Provenance(
                                NAME,
                                String.join("/", cluster.id().toString(), hour.toString(), reason, object, shape),
                                null)),
                Change.Type.SCALING,
                null,
                null,
                null,
                List.of()));
    }

    private static void line(LogsTable.Row row, Owner cluster, PointSeries points, LogShapes shapes) {
        Instant step = step(row);
        String level = text(row, "Level");
        long lines = row.whole("Lines").orElse(0);
        Attributes container = Attributes.builder()
                .put(NAMESPACE, text(row, "PodNamespace"))
                .put(WORKLOAD, text(row, "Workload"))
                .put(CONTAINER, text(row, "ContainerName"))
                .build();
        Attributes leveled = container.toBuilder().put(LOG_LEVEL, level).build();
        points.amount(cluster.id(), LOG_LINES, Unit.counting("line"), leveled, step, lines);
        Severity severity = switch (level) {
            case "CRITICAL" -> Severity.CRITICAL;
            case "ERROR" -> Severity.ERROR;
            case "WARNING" -> Severity.WARNING;
            default -> Severity.UNKNOWN;
        };
        Instant first = row.instant("First").orElse(step);
        Instant last = row.instant("Last").orElse(first);
        shapes.add(cluster, Masks.shapeOf(text(row, "Shape")), severity, container, first, last, lines);
    }

    /** OpenTelemetry has an attribute for each kind of workload. */
    private static Attributes.Builder workload(String kind, String name) {
        String generated = kind.equals("ReplicaSet") ? name.replaceFirst("-[a-z0-9]{8,10}$", "") : name;
        String key = switch (kind) {
            case "ReplicaSet" -> "k8s.deployment.name";
            case "DaemonSet" -> "k8s.daemonset.name";
            case "StatefulSet" -> "k8s.statefulset.name";
            case "Job" -> "k8s.job.name";
            case "CronJob" -> "k8s.cronjob.name";
            default -> WORKLOAD;
        };
        return Attributes.builder().put(key, generated.isEmpty() ? "(none)" : generated);
    }

    private static Instant step(LogsTable.Row row) {
        return row.instant("Step").orElseThrow();
    }

    private static String text(LogsTable.Row row, String column) {
        return row.text(column).orElse("");
    }
}
