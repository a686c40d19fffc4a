package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NormaliseCommandTest {
    private static final String TRACE = "949db3d31c693fa6f2235525f647fa43";
    private static final String WARM_UP = "11111111111111111111111111111111";

    @TempDir
    static Path folder;

    private static Path out;

    private static String envelope(String type, String second, String trace, String data) {
        return "{\"time\":\"2026-11-22T18:00:" + second + "Z\",\"sampleRate\":25.0,\"tags\":{\"ai.operation.id\":\""
                + trace
                + "\",\"ai.operation.parentId\":\"aaaaaaaaaaaaaaaa\",\"ai.operation.name\":\"GET"
                + " /orders/*\",\"ai.cloud.role\":"
                + "\"orders-api\",\"ai.cloud.roleInstance\":\"orders-api-1\",\"ai.application.ver\":\"2.7.0\"},\"data\":"
                + "{\"baseType\":\"" + type + "\",\"baseData\":{" + data + "}}}\n";
    }

    private static String request(String second, String trace) {
        return envelope(
                "RequestData",
                second,
                trace,
                "\"id\":\"bbbbbbbbbbbbbbbb\",\"name\":\"GET"
                        + " /orders/*\",\"duration\":\"00:00:00.0105\",\"success\":true,"
                        + "\"responseCode\":\"200\",\"url\":\"http://127.0.0.1:19202/orders/7\"");
    }

    private static String statement(String at, int calls, double millis, String plan) {
        return "{\"at\":\"" + at + "\",\"database\":\"orders\",\"queryId\":-7,\"query\":\"SELECT 1\",\"calls\":" + calls
                + ",\"totalMillis\":" + millis + ",\"maxMillis\":4.5,\"rows\":" + calls
                + ",\"hit\":9,\"read\":0,\"plan\":"
                + "\"[{\\\"Plan\\\":{\\\"Node Type\\\":\\\"" + plan + "\\\"}}]\"}\n";
    }

    @BeforeAll
    static void normalise() throws Exception {
        assumeTrue(RawFolder.gitIsThere(), "git is not on the path, so there is no repository to normalise");
        String sentry = "{\"event_id\":\"e\"}\n"
                + "{\"type\":\"event\"}\n"
                + "{\"timestamp\":\"2026-11-22T18:00:24.000Z\",\"event_id\":"
                + "\"e1\",\"exception\":{\"values\":[{\"type\":\"PaymentException\",\"module\":\"shop.orders\",\"value\":\"503\","
                + "\"stacktrace\":{\"frames\":[{\"module\":\"shop.orders.Payments\",\"function\":\"charge\"}]}}]},\"modules\":{\"a\":\"1\"},\"release\":\"orders-api@2.7.0\",\"environment\":\"production\",\"transaction\":\"POST"
                + " /orders\",\"contexts\":{\"trace\":{\"trace_id\":\"" + TRACE
                + "\",\"parent_span_id\":\"cccccccccccccccc\"}}}\n";
        Path raw = new RawFolder(Files.createDirectories(folder.resolve("raw")))
                .body(3, "/v2.1/track", request("01.5", TRACE) + request("02", WARM_UP) + request("59", TRACE))
                .body(4, "/v2.1/track", "{\"time\":\"2026-11-22T17:59:59Z\",\"data\":{\"baseType\":\"RequestData\"}}\n")
                .body(25, "/api/2/envelope/", sentry)
                .write(
                        "{\"minute\":\"2026-11-19T13:00:00Z\",\"resource\":\"orders-api\",\"metric\":\"CpuPercentage\",\"unit\":\"Percent\",\"total\":30,\"count\":3,\"min\":5,\"max\":15}\n",
                        statement("2026-11-19T13:00:00Z", 100, 10, "Index Scan")
                                + statement("2026-11-19T13:05:00Z", 140, 30, "Seq Scan"),
                        "{\"traceId\":\"" + WARM_UP + "\"}\n");
        out = folder.resolve("out");

        int exit = new CommandLine(new NormaliseCommand())
                .execute(
                        raw.toString(),
                        "--out",
                        out.toString(),
                        "--truth",
                        folder.resolve("truth").toString(),
                        "--requests-one-in",
                        "1",
                        "--cpu-factor",
                        "orders-api=2.5");

        assertThat(exit).isZero();
    }

    private static List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql.replace("@", out + "/"))) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " ").append(found.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Test
    void requestsAreOnTheModelClockAndStandForWhatWasSampledAway() throws Exception {
        assertThat(query("SELECT TimeGenerated::VARCHAR, OperationId, DurationMs, ItemCount, Url FROM"
                        + " '@requests.parquet'"))
                .containsExactly(
                        "2026-11-19 13:00:07.5 " + TRACE + " 10.5 4 https://app-orders-prod.azurewebsites.net/orders/7",
                        "2026-11-19 13:04:55 " + TRACE + " 10.5 4 https://app-orders-prod.azurewebsites.net/orders/7");
    }

    @Test
    void warmUpCallsAndWhatCameBeforeTheStretchAreLeftOut() throws Exception {
        assertThat(query("SELECT count(*) FROM '@requests.parquet' WHERE OperationId = '" + WARM_UP
                        + "' OR TimeGenerated < '2026-11-19 13:00'"))
                .containsExactly("0");
    }

    @Test
    void sentrysEventsShareTheTraceIdAndLoseTheirModules() throws Exception {
        assertThat(query("SELECT Timestamp::VARCHAR, ProjectSlug, TraceId, ExceptionType, Culprit, Payload LIKE"
                        + " '%modules%' FROM '@sentry_events.parquet'"))
                .containsExactly("2026-11-19 13:02:00 orders-api " + TRACE
                        + " shop.orders.PaymentException shop.orders.Payments in charge false");
    }

    @Test
    void statementsAreDifferencesOfSnapshots() throws Exception {
        assertThat(query("SELECT QueryId, Calls, TotalExecDurationMs, MeanExecDurationMs, MaxExecDurationMs"
                        + " FROM '@query_stats.parquet'"))
                .containsExactly("-7 40 20.0 0.5 4.5");
    }

    @Test
    void cpuIsCalibratedAndTheRecordingSaysSo() throws Exception {
        assertThat(query("SELECT MetricName, Average, Maximum FROM '@platform_metrics.parquet'"))
                .containsExactly("CpuPercentage 25.0 37.5");
        JsonNode description = JsonMapper.builder()
                .build()
                .readTree(out.resolve("recording.json").toFile());
        assertThat(description.path("cpuCalibration").path("orders-api").asDouble())
                .isEqualTo(2.5);
        assertThat(description.path("rows").path("requests").asLong()).isEqualTo(2);
    }

    @Test
    void eachCommitIsMeasuredAndNothingIsMadeUp() throws Exception {
        JsonNode analysis = JsonMapper.builder()
                .build()
                .readTree(out.resolve("sonar/orders-api-2.8.0.json").toFile());

        assertThat(analysis.path("measures").path("functions").asText()).isEqualTo("1");
        assertThat(analysis.path("measures").has("coverage")).isFalse();
        assertThat(analysis.path("analysisDate").asText()).isEqualTo("2026-11-19T12:04:00Z");
    }
}
