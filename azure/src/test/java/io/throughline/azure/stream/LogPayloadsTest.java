package io.throughline.azure.stream;

import static io.throughline.azure.stream.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Recorded rows of real workspaces, through the streams that read their tables. They are not part of this repository: the
 * system property {@code throughline.payloads} names the folder that holds {@code logs-query}; without it these tests are
 * skipped.
 */
class LogPayloadsTest {

    private static final Workspace DEMO = new Workspace("demo", "0f9e8d7c-0000-4000-8000-0000000000bb");

    private final FakeLogs logs = new FakeLogs();
    private final TestTime time = TestTime.at(Instant.parse("2018-07-12T00:00:00Z"));
    private Path folder = Path.of("");

    @BeforeEach
    void find() {
        String payloads = System.getProperty("throughline.payloads", "");
        assumeThat(payloads)
                .as("skipped: -Dthroughline.payloads=<folder> names recorded answers to read")
                .isNotEmpty();
        folder = Path.of(payloads);
    }

    @Test
    void usageTellsWhichTablesAWorkspaceHas() throws IOException {
        List<Map<String, Object>> recorded = rows(read("spec-workspace-post").at("/responses/200/body/tables/0"));
        logs.on(
                "Usage",
                recorded.stream()
                        .map(usage -> row("DataType", usage.get("DataType"), "First", usage.get("StartTime")))
                        .toList());

        TableIndex.Tables tables = new TableIndex(logs, time).of(DEMO);

        assertThat(recorded)
                .isNotEmpty()
                .allSatisfy(usage -> assertThat(tables.has(String.valueOf(usage.get("DataType"))))
                        .isTrue());
        assertThat(tables.has("AppServiceHTTPLogs")).isFalse();
    }

    @Test
    void heartbeatsOfMachinesInAzureAndElsewhereHaveOwners() throws IOException {
        List<Map<String, Object>> recorded = rows(read("demo-workspace-wide").at("/response/body/tables/0"));
        logs.on(
                "Heartbeat",
                recorded.stream()
                        .map(heartbeat -> row(
                                "Resource",
                                String.valueOf(heartbeat.get("ResourceId")).toLowerCase(Locale.ROOT),
                                "Computer",
                                heartbeat.get("Computer"),
                                "Last",
                                heartbeat.get("TimeGenerated"),
                                "Back",
                                null,
                                "New",
                                true,
                                "Silent",
                                false))
                        .toList());
        logs.withoutTable("InsightsMetrics").withoutTable("Perf");
        AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
        InventoryIndex inventory = new InventoryIndex(List.of());
        TelemetryBatch batch = new TelemetryBatch();

        new MachinesStream(List.of(DEMO), logs, entities, () -> inventory, new TableIndex(logs, time), time)
                .read(
                        TimeWindow.onGrid(
                                Instant.parse(String.valueOf(recorded.get(0).get("TimeGenerated"))),
                                Duration.ofHours(1)),
                        batch);

        assertThat(batch.events()).isNotEmpty();
        assertThat(batch.entities())
                .extracting(entity -> entity.kind())
                .contains(EntityKind.COMPUTE, EntityKind.EXTERNAL);
    }

    private JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("logs-query/" + name + ".json")));
    }

    private static List<Map<String, Object>> rows(JsonNode table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode cells : table.path("rows")) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(
                        table.at("/columns/" + i + "/name").asText(),
                        cells.get(i).asText());
            }
            rows.add(row);
        }
        return rows;
    }
}
