package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.TranslatedLogs;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.testkit.TestTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams over databases and infrastructure, with the module's own queries evaluated on rows. */
class InfrastructureQueriesTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(TEN, TEN.plus(Duration.ofHours(1)));

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final InventoryIndex inventory = new InventoryIndex(List.of());
    private final TelemetryBatch batch = new TelemetryBatch();
    private TranslatedLogs logs;
    private TableIndex index;

    @BeforeEach
    void open() throws SQLException {
        logs = new TranslatedLogs();
        index = new TableIndex(logs, time);
    }

    @AfterEach
    void close() throws SQLException {
        logs.close();
    }

    @Test
    void adHocQueriesAreFoldedAndNoExecutionIsLost() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int query = 0; query < 200; query++) {
            for (int minute = 0; minute < 60; minute += 15) {
                rows.add(use(minute, "0x" + query, 2, query == 7 ? 9_000_000 : 1000 + query));
            }
        }
        fill("AzureSQLQueryStoreRuntimeStatistics", rows);

        new SqlQueriesStream(List.of(PRODUCTION), logs, entities, () -> inventory, index).read(HOUR, batch);

        assertThat(series(Metrics.QUERY_COUNT)).hasSize(51);
        assertThat(total(Metrics.QUERY_COUNT)).isEqualTo(200 * 4 * 2);
        assertThat(series(Metrics.QUERY_COUNT)).anyMatch(text -> text.contains("(other)"));
        assertThat(series(Metrics.QUERY_DURATION_MEAN))
                .anyMatch(text -> text.contains("=0x7}") && text.contains("4.5"));
    }

    @Test
    void restartsAreWhatEachContainersOwnCountGrewBy() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int minute = -10; minute < 60; minute++) {
            // An old pod that restarts once within the hour, and a new one that had restarted twice when first seen.
            rows.add(pod(minute, "old", "2026-11-01T00:00:00Z", minute < 22 ? 5 : 6, minute < 22 ? "" : "OOMKilled"));
            if (minute >= 30) {
                rows.add(pod(minute, "new", "2026-11-22T10:29:00Z", 2, "Error"));
            }
        }
        fill("KubePodInventory", rows);

        new ContainersStream(List.of(PRODUCTION), logs, entities, () -> inventory, index).read(HOUR, batch);

        assertThat(total(ContainersStream.RESTARTS)).isEqualTo(3);
        assertThat(series(ContainersStream.RESTARTS))
                .anyMatch(text -> text.contains("OOMKilled") && text.endsWith("[1.0]"))
                .anyMatch(text -> text.contains("Error") && text.endsWith("[2.0]"));
        assertThat(series(ContainersStream.POD_PHASE))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).endsWith("[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]"));
    }

    @Test
    void aSilentMachineIsFoundAndItsReturn() throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int minute = -120; minute < 60; minute++) {
            if (minute < 12 || minute > 30) {
                rows.add(heartbeat(minute, "vm-1"));
            }
            if (minute < 40) {
                rows.add(heartbeat(minute, "vm-2"));
            }
            rows.add(heartbeat(minute, "vm-3"));
        }
        fill("Heartbeat", rows);

        new MachinesStream(List.of(PRODUCTION), logs, entities, () -> inventory, index, time).read(HOUR, batch);

        assertThat(batch.events())
                .extracting(event -> event.header().start() + " "
                        + event.entity().key() + " " + ((HealthTransition) event).current())
                .containsExactlyInAnyOrder(
                        "2026-11-22T10:16:00Z machine/vm-1 UNAVAILABLE",
                        "2026-11-22T10:31:00Z machine/vm-1 AVAILABLE",
                        "2026-11-22T10:44:00Z machine/vm-2 UNAVAILABLE");
    }

    /** Puts rows into a table, and says in the workspace's usage that it has some. */
    private void fill(String table, List<Map<String, Object>> rows) throws SQLException {
        logs.add(table, rows);
        logs.add("Usage", List.of(row("TimeGenerated", TEN, "DataType", table, "StartTime", TEN)));
    }

    private static Map<String, Object> use(int minute, String query, int executions, int micros) {
        return row(
                "TimeGenerated",
                TEN.plus(Duration.ofMinutes(minute)),
                "_ResourceId",
                "/subscriptions/s/resourcegroups/rg/providers/microsoft.sql/servers/sql/databases/orders",
                "DatabaseName",
                "orders",
                "query_hash",
                query,
                "query_plan_hash",
                "0xp",
                "execution_type",
                0L,
                "count_executions",
                (long) executions,
                "duration",
                (long) micros,
                "cpu_time",
                (long) micros,
                "logical_io_reads",
                10L,
                "rowcount",
                1L);
    }

    private static Map<String, Object> pod(int minute, String pod, String started, int restarts, String reason) {
        return row(
                "TimeGenerated", TEN.plus(Duration.ofMinutes(minute)),
                "_ResourceId", "",
                "ClusterId",
                        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/Aks",
                "ClusterName", "Aks",
                "Namespace", "shop",
                "PodUid", pod,
                "PodStatus", "Running",
                "PodStartTime", Instant.parse(started),
                "ControllerKind", "ReplicaSet",
                "ControllerName", "orders-7d9f8c6b5",
                "ContainerName", pod + "/api",
                "ContainerRestartCount", restarts,
                "ContainerLastStatus", reason.isEmpty() ? "" : "{\"reason\":\"" + reason + "\"}");
    }

    private static Map<String, Object> heartbeat(int minute, String computer) {
        return row("TimeGenerated", TEN.plus(Duration.ofMinutes(minute)), "_ResourceId", "", "Computer", computer);
    }

    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }

    private List<String> series(String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .map(series -> series.key().attributes() + " " + Arrays.toString(values(series)))
                .toList();
    }

    private double total(String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .flatMapToDouble(series -> Arrays.stream(values(series)))
                .sum();
    }

    private static double[] values(Series series) {
        return ((NumberSeries) series).values();
    }
}
