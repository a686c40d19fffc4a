package io.throughline.azure.logs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.http.Fault;
import io.throughline.azure.AzureStub;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.TransportException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsClientTest {

    private static final String PATH = "/v1/workspaces/" + AzureStub.WORKSPACE + "/query";
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private static AzureStub azure;
    private LogsClient logs;

    private record Load(String role, long items) {}

    @BeforeAll
    static void start() {
        azure = AzureStub.start();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void fresh() {
        azure.reset();
        logs = azure.client().logsClient();
    }

    @Test
    void bindsValuesAsTypedLiteralsBeforeTheTextAndAsksAllWorkspaces() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(rows(1))));
        String text = "AppRequests | where AppRoleName in (roles) and DurationMs > slow / 1ms";

        List<Load> loads = logs.query(LogsQuery.overWorkspace(AzureStub.WORKSPACE, text, HOUR)
                        .parameter("roles", List.of("a\" | union AppTraces //", "b"))
                        .parameter("slow", Duration.ofMillis(1500))
                        .moreWorkspaces(List.of("1a9e8d7c-0000-4000-8000-0000000000bb"))
                        .serverTimeout(Duration.ofSeconds(42))
                        .statistics()
                        .visualization()
                        .permissions()
                        .build())
                .as(Load.class);

        assertThat(loads).containsExactly(new Load("role-0", 0));
        azure.server()
                .verify(postRequestedFor(urlEqualTo(PATH))
                        .withHeader(
                                "Prefer",
                                equalTo("include-render=true,include-statistics=true,wait=42,include-permissions=true"))
                        .withRequestBody(equalToJson("""
                            {"query":"let roles = dynamic([\\"a\\\\\\" | union AppTraces //\\", \\"b\\"]);\\nlet slow = timespan(0.00:00:01.5000000);\\nAppRequests | where AppRoleName in (roles) and DurationMs > slow / 1ms",
                             "timespan":"2026-11-22T10:00Z/2026-11-22T11:00Z","workspaces":["1a9e8d7c-0000-4000-8000-0000000000bb"]}\
                            """)));
    }

    @Test
    void asksForAResourceByItsArmId() {
        String id =
                "/subscriptions/" + AzureStub.SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Web/sites/shop";
        azure.server().stubFor(post(urlEqualTo("/v1" + id + "/query")).willReturn(okJson(rows(2))));

        LogsResult result = logs.query(
                LogsQuery.overResource(id, "AppServiceHTTPLogs | take 2", HOUR).build());

        assertThat(result.table().size()).isEqualTo(2);
        azure.server()
                .verify(postRequestedFor(urlEqualTo("/v1" + id + "/query"))
                        .withHeader("Prefer", equalTo("wait=180"))
                        .withRequestBody(matchingJsonPath("$.workspaces", absent())));
    }

    @Test
    void givesStatisticsVisualizationPermissionsEveryTableAndInnerErrors() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson("""
            {"statistics":{"query":{"executionTime":0.0155775,"resourceUsage":{"cpu":{"totalCpu":"00:00:00.0312500"},"memory":{"peakPerNode":524384}},
              "inputDatasetStatistics":{"rows":{"total":70,"scanned":7}},"datasetStatistics":[{"tableRowCount":2,"tableSize":99}]}},
             "render":{"visualization":"timechart","title":null},
             "permissions":{"resources":[{"resourceId":"/subscriptions/S/x","denyTables":["SecurityEvent"]},{"resourceId":"/subscriptions/S/y","denyTables":[]}],
              "dataSources":[{"resourceId":"/subscriptions/S/w","denyTables":["AppTraces","Syslog"]}]},
             "tables":[{"name":"PrimaryResult","columns":[{"name":"a","type":"long"}],"rows":[[1]]},
                       {"name":"Table_1","columns":[{"name":"b","type":"string"}],"rows":[["x"],["y"]]}],
             "error":{"code":"PartialError","message":"There were some errors when processing your query.",
              "details":[{"code":"EngineError","message":"Something went wrong.","innererror":{"code":"-2133196797","message":"too large (E_QUERY_RESULT_SET_TOO_LARGE)."}}]}}\
            """)));

        LogsResult result = logs.query(
                LogsQuery.overWorkspace(AzureStub.WORKSPACE, "A; B", HOUR).build());

        assertThat(result.tables()).extracting(LogsTable::name).containsExactly("PrimaryResult", "Table_1");
        assertThat(result.tables().get(1).row(1).text("b")).contains("y");
        assertThat(result.partial().orElseThrow().codes())
                .containsExactly("PartialError", "EngineError", "-2133196797");
        QueryStatistics statistics = result.statistics().orElseThrow();
        assertThat(statistics.executionTime()).contains(Duration.ofNanos(15_577_500));
        assertThat(statistics.processorTime()).contains(Duration.ofNanos(31_250_000));
        assertThat(statistics.peakMemoryBytes()).hasValue(524_384);
        assertThat(statistics.rowsScanned()).hasValue(7);
        assertThat(statistics.resultRows()).hasValue(2);
        assertThat(result.rawStatistics()).contains("\"tableSize\":99");
        assertThat(result.visualization()).contains("timechart");
        assertThat(result.permissions().orElseThrow().denied())
                .containsExactly(
                        new QueryPermissions.Denied("/subscriptions/S/x", List.of("SecurityEvent")),
                        new QueryPermissions.Denied("/subscriptions/S/w", List.of("AppTraces", "Syslog")));
    }

    @Test
    void handsRowsOnWhileTheyArriveAndKeepsNone() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(rows(10_000))));
        List<Load> loads = new ArrayList<>();

        LogsResult rest = logs.query(
                query(),
                row -> loads.add(new Load(
                        row.text("role").orElseThrow(), row.whole("items").orElseThrow())));

        assertThat(loads).hasSize(10_000).contains(new Load("role-9999", 9999));
        assertThat(rest.table().size()).isZero();
        assertThat(rest.table().columns()).hasSize(2);
    }

    @Test
    void givesTheConsumersOwnExceptionBack() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(rows(10))));
        IllegalStateException full = new IllegalStateException("disk is full");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> logs.query(query(), row -> {
                    throw full;
                }))
                .isSameAs(full);
        azure.server().verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void repeatsAnAnswerThatBrokeOffOnlyWhileNoRowWasHandedOn() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));

        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> logs.query(query(), row -> {}));
        azure.server().verify(5, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void saysWhenJsonBreaksOffWithinAnAnswer() {
        String whole = rows(5);
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(whole.substring(0, whole.length() - 9))));

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> logs.query(query()));
        azure.server().verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void refusesWhatItCannotAskFor() {
        LogsQuery.Builder builder = LogsQuery.overWorkspace(AzureStub.WORKSPACE, "AppRequests", HOUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.serverTimeout(Duration.ofSeconds(601)).build())
                .withMessageContaining("[1 s, 600 s]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.parameter("a-b", 1))
                .withMessageContaining("plain name");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.parameter("where", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.parameters(Map.of("x", new Object())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogsQuery.overWorkspace("my workspace", "AppRequests", HOUR)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogsQuery.overResource("/subscriptions/x?y", "AppRequests", HOUR)
                        .build());
        List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "ws-" + i).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogsQuery.overWorkspace(AzureStub.WORKSPACE, "AppRequests", HOUR)
                        .moreWorkspaces(hundred)
                        .build())
                .withMessageContaining("100 workspaces");
    }

    private static LogsQuery query() {
        return LogsQuery.overWorkspace(AzureStub.WORKSPACE, "AppRequests", HOUR).build();
    }

    private static String rows(int count) {
        return "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"role\",\"type\":\"string\"},"
                + "{\"name\":\"items\",\"type\":\"long\"}],\"rows\":["
                + IntStream.range(0, count)
                        .mapToObj(i -> "[\"role-" + i + "\"," + i + "]")
                        .collect(Collectors.joining(","))
                + "]}]}";
    }
}
