package io.throughline.azure.stream;

import static io.throughline.azure.stream.Rows.row;
import static io.throughline.azure.stream.Rows.series;
import static io.throughline.azure.stream.Rows.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InfrastructureLogsTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final String PROVIDERS = "/subscriptions/s/resourcegroups/rg/providers/";
    private static final String CLUSTER = PROVIDERS + "microsoft.containerservice/managedclusters/aks-shop";
    private static final String MACHINE = PROVIDERS + "microsoft.compute/virtualmachines/vm-1";

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final InventoryIndex inventory = new InventoryIndex(List.of());
    private final FakeLogs logs = new FakeLogs();
    private final TableIndex index = new TableIndex(logs, time);
    private final TelemetryBatch batch = new TelemetryBatch();

    @Nested
    class Containers {

        private final ContainersStream stream =
                new ContainersStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @Test
        void areCountedByPhaseAndRestartsByWorkloadAndReason() {
            logs.on(
                    "summarize Restarts",
                    List.of(restarts("", 0, "10:00"), restarts("OOMKilled", 2, "10:05"), restarts("", 0, "10:10")));
            logs.on(
                    "KubePodInventory",
                    List.of(row(
                            "Step", "2026-11-22T10:05:00Z",
                            "Resource", CLUSTER,
                            "ClusterName", "aks-shop",
                            "Namespace", "shop",
                            "PodStatus", "Pending",
                            "Pods", 3)));

            stream.read(HOUR, batch);

            assertThat(series(batch, ContainersStream.POD_PHASE))
                    .containsExactly("aks-shop {k8s.namespace.name=shop, k8s.pod.status.phase=Pending} [3.0]");
            assertThat(series(batch, ContainersStream.RESTARTS))
                    .containsExactly(
                            "aks-shop {k8s.container.name=api, k8s.container.status.last_terminated_reason=OOMKilled,"
                                    + " k8s.deployment.name=orders, k8s.namespace.name=shop} [2.0]",
                            "aks-shop {k8s.container.name=api, k8s.deployment.name=orders, k8s.namespace.name=shop}"
                                    + " [0.0, 0.0]");
            assertThat(batch.entities())
                    .singleElement()
                    .satisfies(cluster -> assertThat(cluster.kind()).hasToString("HOST"));
        }

        @Test
        void runOnNodesThatBecomeUnready() {
            logs.on(
                    "KubeNodeInventory",
                    List.of(
                            node("10:00", "node-1", "Ready", "Ready"),
                            node("10:00", "node-2", "Ready", ""),
                            node("10:05", "node-1", "NotReady", "Ready"),
                            node("10:05", "node-2", "Ready,MemoryPressure", "Ready")));

            stream.read(HOUR, batch);

            assertThat(series(batch, ContainersStream.NODE_STATUS))
                    .contains("aks-shop {k8s.node.condition.status=Ready} [2.0]");
            assertThat(batch.events())
                    .extracting(event -> event.header().title() + ": " + ((HealthTransition) event).current())
                    .containsExactlyInAnyOrder(
                            "Node node-1 of aks-shop: Ready to NotReady: UNAVAILABLE",
                            "Node node-2 of aks-shop: Ready to Ready,MemoryPressure: DEGRADED");
        }

        @Test
        void haveWarningsAndChanges() {
            Map<String, Object> warning = row(
                    "Hour", "2026-11-22T10:00:00Z",
                    "Resource", CLUSTER,
                    "ClusterName", "aks-shop",
                    "Namespace", "shop",
                    "ObjectKind", "Pod",
                    "Object", "",
                    "Reason", "BackOff",
                    "KubeEventType", "Warning",
                    "IsChange", false,
                    "Shape", "Back-off restarting failed container",
                    "Times", 14,
                    "First", "2026-11-22T10:06:00Z",
                    "Last", "2026-11-22T10:40:00Z");
            logs.on(
                    "KubeEvents",
                    List.of(
                            warning,
                            with(
                                    warning,
                                    "ObjectKind",
                                    "Deployment",
                                    "Object",
                                    "orders",
                                    "Reason",
                                    "ScalingReplicaSet",
                                    "KubeEventType",
                                    "Normal",
                                    "IsChange",
                                    true,
                                    "Shape",
                                    "Scaled up replica set orders-* to *")));

            stream.read(HOUR, batch);

            assertThat(batch.events()).hasSize(2);
            assertThat(batch.events())
                    .filteredOn(LogPattern.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(((LogPattern) event).template())
                                .isEqualTo("BackOff: Back-off restarting failed container");
                        assertThat(((LogPattern) event).occurrences()).isEqualTo(14);
                    });
            assertThat(batch.events())
                    .filteredOn(Change.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(((Change) event).type()).isEqualTo(Change.Type.SCALING);
                        assertThat(event.header().title()).startsWith("ScalingReplicaSet of orders");
                    });
        }

        @Test
        void logLinesThatAreCountedAndMasked() {
            logs.on(
                    "ContainerLogV2",
                    List.of(row(
                            "Step", "2026-11-22T10:05:00Z",
                            "Resource", CLUSTER,
                            "PodNamespace", "shop",
                            "Workload", "orders",
                            "ContainerName", "api",
                            "Level", "ERROR",
                            "Shape", "order 17 of bob@shop.example failed",
                            "Lines", 6,
                            "First", "2026-11-22T10:06:00Z",
                            "Last", "2026-11-22T10:07:00Z")));

            stream.read(HOUR, batch);

            assertThat(series(batch, ContainersStream.LOG_LINES))
                    .containsExactly("aks-shop {azure.log.level=ERROR, k8s.container.name=api, k8s.namespace.name=shop,"
                            + " k8s.workload.name=orders} [6.0]");
            assertThat(batch.events()).singleElement().satisfies(event -> {
                assertThat(((LogPattern) event).template()).isEqualTo("order <*> of <*> failed");
                assertThat(((LogPattern) event).severity()).isEqualTo(Severity.ERROR);
            });
        }

        private Map<String, Object> restarts(String reason, int count, String at) {
            return row(
                    "Step", "2026-11-22T" + at + ":00Z",
                    "Resource", CLUSTER,
                    "ClusterName", "aks-shop",
                    "Namespace", "shop",
                    "ControllerKind", "ReplicaSet",
                    "ControllerName", "orders-7d9f8c6b5",
                    "Container", "api",
                    "Reason", reason,
                    "Restarts", count);
        }

        private Map<String, Object> node(String at, String name, String status, String before) {
            return row(
                    "Step", "2026-11-22T" + at + ":00Z",
                    "Resource", CLUSTER,
                    "ClusterName", "aks-shop",
                    "Computer", name,
                    "Status", status,
                    "Before", before,
                    "Seen", "2026-11-22T" + at + ":30Z");
        }
    }

    @Nested
    class Machines {

        private final MachinesStream stream =
                new MachinesStream(List.of(PRODUCTION), logs, entities, () -> inventory, index, time);

        @BeforeEach
        void silent() {
            logs.on("Heartbeat", List.of());
        }

        @Test
        void goSilentAndComeBack() {
            logs.on(
                    "Heartbeat",
                    List.of(
                            heartbeat("2026-11-22T10:07:00Z", "2026-11-22T10:31:00Z", false, true),
                            heartbeat("2026-11-22T10:58:00Z", null, false, true)));

            stream.read(HOUR, batch);

            // The second is silent only after the window.
            assertThat(batch.events())
                    .extracting(event -> event.header().start() + " " + ((HealthTransition) event).current())
                    .containsExactlyInAnyOrder("2026-11-22T10:12:00Z UNAVAILABLE", "2026-11-22T10:31:00Z AVAILABLE");
        }

        @Test
        void belongToOneWindowEach() {
            logs.on("Heartbeat", List.of(heartbeat("2026-11-22T09:58:00Z", "2026-11-22T12:31:00Z", false, true)));

            stream.read(HOUR, batch);

            assertThat(batch.events()).singleElement().satisfies(event -> {
                assertThat(event.header().start()).isEqualTo(Instant.parse("2026-11-22T10:03:00Z"));
                assertThat(((HealthTransition) event).current()).isEqualTo(Health.UNAVAILABLE);
                assertThat(((HealthTransition) event).cause()).contains("09:58");
            });
        }

        @Test
        void areNotTakenForSilentBeforeHeartbeatsCouldBeFound() {
            time.advance(Duration.ofMinutes(-90));

            stream.read(HOUR, batch);

            assertThat(texts())
                    .filteredOn(text -> text.startsWith("Heartbeat"))
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains("Last + 5m < datetime(2026-11-22T10:20:00Z)"));
        }

        @Test
        void areReadAgainThoughNothingArrives() {
            assertThat(stream.arrivals(
                            Instant.parse("2026-11-22T10:55:00Z"),
                            new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), HOUR.to())))
                    .contains(HOUR);
        }

        @Test
        void haveTheValuesOfOneAgentWhereTwoCollectThem() {
            logs.on(
                    "InsightsMetrics",
                    List.of(
                            value("Processor", "UtilizationPercentage", "", 40.0),
                            with(value("Memory", "AvailableMB", "", 1024.0), "Size", 4096.0),
                            value("LogicalDisk", "FreeSpacePercentage", "C:", 25.0)));
            logs.on(
                    "Perf",
                    List.of(
                            value("Processor", "% Processor Time", "_Total", 41.0),
                            value("Processor", "% Processor Time", "0", 99.0),
                            value("LogicalDisk", "% Free Space", "_Total", 30.0),
                            value("LogicalDisk", "Disk Read Bytes/sec", "C:", 2048.0)));

            stream.read(HOUR, batch);

            assertThat(series(batch, Metrics.CPU_UTILIZATION)).containsExactly("vm-1 {} [0.4]");
            assertThat(series(batch, Metrics.MEMORY_UTILIZATION)).containsExactly("vm-1 {} [0.75]");
            assertThat(series(batch, "system.memory.usage"))
                    .containsExactly("vm-1 {system.memory.state=free} [1.073741824E9]");
            assertThat(series(batch, "system.filesystem.utilization"))
                    .containsExactly("vm-1 {system.filesystem.mountpoint=C:, system.filesystem.state=used} [0.75]");
            assertThat(series(batch, "azure.machine.disk.io.rate"))
                    .containsExactly("vm-1 {disk.io.direction=read, system.device=C:} [2048.0]");
        }

        @Test
        void withoutAnIdAreKnownByName() {
            logs.on("Perf", List.of(with(value("Processor", "% Processor Time", "total", 50.0), "Resource", "")));

            stream.read(HOUR, batch);

            assertThat(batch.entities())
                    .extracting(entity -> entity.id().toString())
                    .containsExactly("throughline:azure:external:machine/vm-1");
        }

        private Map<String, Object> heartbeat(String last, @Nullable String back, boolean first, boolean silent) {
            return row(
                    "Resource", MACHINE,
                    "Computer", "vm-1",
                    "Last", last,
                    "Back", back,
                    "New", first,
                    "Silent", silent);
        }

        private Map<String, Object> value(String object, String counter, String device, double value) {
            return row(
                    "Step", "2026-11-22T10:05:00Z",
                    "Resource", MACHINE,
                    "Computer", "vm-1",
                    "Object", object,
                    "Counter", counter,
                    "Device", device,
                    "Value", value,
                    "Size", null);
        }
    }

    @Nested
    class SystemLogs {

        private final SystemLogsStream stream =
                new SystemLogsStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @Test
        void areCountedAndToldByShape() {
            logs.on("Syslog", List.of(line("err", "daemon", "app", null, "connection to 10.1.2.3 refused", 4)));

            stream.read(HOUR, batch);

            assertThat(series(batch, SystemLogsStream.LINES))
                    .contains("vm-1 {azure.log.level=err, azure.machine.log.name=daemon} [4.0]");
            assertThat(batch.events()).anySatisfy(event -> {
                LogPattern pattern = (LogPattern) event;
                assertThat(pattern.template()).isEqualTo("connection to <*> refused");
                assertThat(pattern.severity()).isEqualTo(Severity.ERROR);
                assertThat(pattern.occurrences()).isEqualTo(4);
            });
        }

        @Test
        void neverReadNamesOfPeopleNorWhatAuthenticationTells() {
            stream.read(HOUR, batch);

            assertThat(texts())
                    .filteredOn(text -> text.startsWith("Syslog"))
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains("iff(Facility in (\"auth\", \"authpriv\"), \"\", SyslogMessage)"));
            assertThat(texts())
                    .filteredOn(text -> text.startsWith("Event"))
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains("EventLog != \"Security\"")
                            .doesNotContain("UserName"));
        }

        private Map<String, Object> line(
                String level, String log, String source, @Nullable Integer number, String shape, int lines) {
            return row(
                    "Step", "2026-11-22T10:05:00Z",
                    "Resource", MACHINE,
                    "Computer", "vm-1",
                    "Level", level,
                    "Log", log,
                    "Source", source,
                    "Number", number,
                    "Shape", shape,
                    "Lines", lines,
                    "First", "2026-11-22T10:06:00Z",
                    "Last", "2026-11-22T10:07:00Z");
        }
    }

    @Test
    void appServiceTellsRequestsByRouteAndClassOfStatus() {
        String app = PROVIDERS + "microsoft.web/sites/app-orders";
        logs.on(
                "AppServiceHTTPLogs",
                List.of(row(
                        "Step",
                        "2026-11-22T10:05:00Z",
                        "Resource",
                        app,
                        "Method",
                        "GET",
                        "Route",
                        "/orders/*",
                        "Status",
                        "5xx",
                        "Bucket",
                        -54,
                        "Items",
                        12,
                        "Failures",
                        12,
                        "SecondsSum",
                        1.2,
                        "SecondsMin",
                        0.1,
                        "SecondsMax",
                        0.1)));

        new AppServiceLogsStream(List.of(PRODUCTION), logs, entities, () -> inventory, index).read(HOUR, batch);

        String of = "app-orders {azure.app.http.status_class=5xx, http.request.method=GET, http.route=/orders/*} ";
        assertThat(series(batch, AppServiceLogsStream.REQUESTS)).containsExactly(of + "[12.0]");
        assertThat(series(batch, AppServiceLogsStream.FAILURES)).containsExactly(of + "[12.0]");
        assertThat(series(batch, AppServiceLogsStream.DURATION)).containsExactly(of + "HistogramSeries");
        assertThat(texts()).noneMatch(text -> text.contains("CIp") || text.contains("CsUsername"));
    }

    @Test
    void whoSendsNoLogsIsToldWithTheCommandThatEnablesThem() {
        AzureResource orders = resource("Microsoft.Sql/servers/sql-shop/databases", "orders");
        AzureResource stock = resource("Microsoft.Sql/servers/sql-shop/databases", "stock");
        AzureResource master = resource("Microsoft.Sql/servers/sql-shop/databases", "master");
        AzureResource workspace = resource("Microsoft.OperationalInsights/workspaces", "log-shop");
        InventoryIndex known = new InventoryIndex(List.of(orders, stock, master, workspace));
        logs.on("Usage", List.of(row("DataType", "AzureDiagnostics", "First", "2026-09-01T00:00:00Z")));
        logs.on("union isfuzzy", List.of(row("Resource", orders.key(), "Source", "AzureDiagnostics", "Log", "Errors")));
        DiagnosticsStream stream = new DiagnosticsStream(List.of(PRODUCTION), logs, () -> known, index);

        StreamCompleteness completeness = stream.read(null, HOUR, batch).completeness();

        assertThat(completeness.notes())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .startsWith(
                                "diagnostics not enabled for 1 of 2 resources of type microsoft.sql/servers/databases, for"
                                        + " example stock: az monitor diagnostic-settings create")
                        .contains("--resource " + stock.id(), "--workspace " + workspace.id())
                        .contains("{\"category\":\"QueryStoreRuntimeStatistics\",\"enabled\":true}"));
        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).contains("AzureDiagnostics").doesNotContain("AppServiceHTTPLogs");
    }

    private static AzureResource resource(String type, String name) {
        String plain = type.replace("/sql-shop", "");
        return new AzureResource(
                "/subscriptions/s/resourceGroups/rg/providers/" + type + "/" + name,
                name,
                plain,
                "westeurope",
                "rg",
                "s",
                null,
                new TreeMap<>(),
                null,
                null,
                null);
    }

    private List<String> texts() {
        return logs.asked.stream().map(KqlQuery::text).toList();
    }
}
