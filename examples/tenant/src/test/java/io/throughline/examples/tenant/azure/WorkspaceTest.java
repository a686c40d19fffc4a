package io.throughline.examples.tenant.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.TinyRecording;
import io.throughline.examples.tenant.Wire;
import io.throughline.examples.tenant.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables the workspace has, and what else it says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceTest {

    private static final String WORKSPACE = "/v1/workspaces/" + TinyRecording.WORKSPACE;

    private RunningTenant running;
    private Wire logs;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
        logs = running.azure("https://api.loganalytics.io");
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private JsonNode table(String query) {
        return logs.post(
                        WORKSPACE + "/query",
                        Json.object().put("query", query).put("timespan", "P3D").toString())
                .json()
                .at("/tables/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AppPageViews",
                "AppEvents",
                "AppAvailabilityResults",
                "AppBrowserTimings",
                "AppTraces",
                "AppSystemEvents"
            })
    void hasTablesOfWhichNothingWasRecorded(String name) {
        JsonNode table = table(name + " | where TimeGenerated > ago(30d)");

        assertThat(table.path("rows")).isEmpty();
        assertThat(table.path("columns").findValuesAsText("name"))
                .contains("TimeGenerated", "OperationId", "AppRoleName", "ItemCount", "_BilledSize");
        JsonNode sums = table(name + " | summarize N = sum(ItemCount), Last = max(TimeGenerated)");
        assertThat(sums.at("/rows/0").toString()).isEqualTo("[0,null]");
    }

    @Test
    void keepsCountersApartFromMeasures() {
        assertThat(table("AppMetrics | summarize S = sum(Sum), N = sum(ItemCount), M = max(Max) by Name,"
                                + " Pool = tostring(Properties['pool.name'])")
                        .path("rows")
                        .toString())
                .isEqualTo("[[\"Loaded Class Count\",\"main\",6.0,4,2.0]]");
        JsonNode counters = table("AppPerformanceCounters");
        assertThat(counters.path("columns").findValuesAsText("name")).doesNotContain("ItemCount", "Measurements");
        assertThat(table("AppPerformanceCounters | summarize avg(Value) by Name, Category, Counter, Instance")
                        .path("rows")
                        .toString())
                .isEqualTo("[[\"Private Bytes\",\"Process\",\"Private Bytes\",\"??APP_WIN32_PROC??\",1.5]]");
    }

    @Test
    void countsWhatItTookIn() {
        JsonNode rows = table("Usage | where StartTime >= datetime(2026-03-12T10:00:00Z)"
                        + " | project DataType, StartTime, EndTime, QuantityUnit, IsBillable | order by StartTime asc")
                .path("rows");

        // Rows that came in after noon are counted when the hour has ended.
        assertThat(rows.toString())
                .isEqualTo("[[\"AppRequests\",\"2026-03-12T10:00:00Z\",\"2026-03-12T11:00:00Z\",\"MBytes\",true],"
                        + "[\"AppRequests\",\"2026-03-12T11:00:00Z\",\"2026-03-12T12:00:00Z\",\"MBytes\",true]]");
        double megabytes = table("AppRequests | where ingestion_time() >= datetime(2026-03-12T11:00:00Z)"
                        + " and ingestion_time() < datetime(2026-03-12T12:00:00Z) | summarize sum(_BilledSize) / 1e6")
                .at("/rows/0/0")
                .asDouble();
        assertThat(table("Usage | summarize arg_max(StartTime, Quantity)")
                        .at("/rows/0/1")
                        .asDouble())
                .isPositive()
                .isEqualTo(megabytes);
    }

    @Test
    void describesItself() {
        JsonNode metadata = logs.get(WORKSPACE + "/metadata").json();
        List<String> filled = new ArrayList<>();
        metadata.path("tables").forEach(table -> {
            if (table.path("hasData").asBoolean()) {
                filled.add(table.path("name").asText());
            }
        });

        assertThat(filled)
                .containsExactlyInAnyOrder(
                        "AppRequests", "AppMetrics", "AppPerformanceCounters", "AzureActivity", "Usage");
        assertThat(metadata.at("/tables/0/columns/1").toString())
                .isEqualTo("{\"name\":\"TimeGenerated\",\"type\":\"datetime\"}");
        assertThat(metadata.at("/workspaces/0/region").asText()).isEqualTo("westeurope");
        assertThat(logs.get("/v1/workspaces/other/metadata").status()).isEqualTo(404);
    }

    @Test
    void answersSeveralQueriesAtOnce() {
        String one =
                "{\"id\":\"%s\",\"workspace\":\"%s\",\"method\":\"POST\",\"path\":\"/query\",\"body\":{\"query\":\"%s\"}}";
        JsonNode responses = logs.post(
                        "/v1/$batch",
                        "{\"requests\":[" + one.formatted("1", TinyRecording.WORKSPACE, "print a = 1") + ","
                                + one.formatted("2", TinyRecording.WORKSPACE, "Nope") + ","
                                + one.formatted("3", "other", "print a = 1") + "]}")
                .json()
                .path("responses");

        assertThat(responses.findValuesAsText("status")).containsExactly("200", "400", "404");
        assertThat(responses.at("/0/body/tables/0/rows/0/0").asInt()).isEqualTo(1);
        assertThat(responses.at("/1/body/error/code").asText()).isEqualTo("BadArgumentError");
    }

    @Test
    void knowsItselfByAnyOfItsNames() {
        String query = "{\"query\":\"AppRequests | count\",\"timespan\":\"P3D\",\"workspaces\":[\"%s\"]}";

        assertThat(logs.post(WORKSPACE + "/query", query.formatted("log-shop-prod"))
                        .json()
                        .at("/tables/0/rows/0/0"))
                .isEqualTo(table("AppRequests | count").at("/rows/0/0"));
        assertThat(logs.post(WORKSPACE + "/query", query.formatted("elsewhere")).status())
                .isEqualTo(400);
    }

    @Test
    void doesNotKnowTablesOfOtherProducts() {
        Wire.Answer answer = logs.post(WORKSPACE + "/query", "{\"query\":\"AzureDiagnostics | take 1\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/innererror/innererror/message").asText())
                .contains("'AzureDiagnostics'");
    }
}
