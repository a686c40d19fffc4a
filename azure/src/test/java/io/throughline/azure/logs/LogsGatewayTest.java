package io.throughline.azure.logs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.azure.AzureStub;
import io.throughline.core.ThroughlineException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.TransportException;
import io.throughline.core.telemetry.TimeWindow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsGatewayTest {

    private static final String PATH = "/v1/workspaces/" + AzureStub.WORKSPACE + "/query";
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final KqlQuery QUERY = KqlQuery.table("AppRequests").pipe("where Name == {}", "GET /orders");
    private static final String EMPTY = """
        {"tables":[{"name":"PrimaryResult","columns":[{"name":"Step","type":"datetime"},{"name":"Items","type":"long"}],"rows":[]}]}\
        """;

    private static AzureStub azure;
    private LogsGateway logs;

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
        logs = azure.client().logs();
    }

    @Test
    void readsTypedCellsAndAsksForExactlyTheSpan() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson("""
            {"tables":[{"name":"PrimaryResult","columns":[
              {"name":"Step","type":"datetime"},{"name":"Name","type":"string"},{"name":"Items","type":"long"},
              {"name":"Seconds","type":"real"},{"name":"Ok","type":"bool"},{"name":"Props","type":"dynamic"}],
             "rows":[["2026-11-22T10:00:00.1234567Z","checkout",9007199254740993,183.4,true,"{\\"region\\":\\"we\\"}"],
                     [null,null,null,"NaN",null,{"raw":1}]]}],
             "statistics":{"query":{"executionTime":0.031}}}\
            """)));

        LogsResult result = logs.query(AzureStub.WORKSPACE, QUERY, HOUR);

        LogsTable table = result.table();
        assertThat(result.partial()).isEmpty();
        assertThat(table.name()).isEqualTo("PrimaryResult");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.row(0).instant("Step")).contains(Instant.parse("2026-11-22T10:00:00.123456700Z"));
        assertThat(table.row(0).text("Name")).contains("checkout");
        assertThat(table.row(0).whole("Items")).hasValue(9007199254740993L);
        assertThat(table.row(0).real("Seconds").orElseThrow()).isCloseTo(183.4, within(1e-12));
        assertThat(table.row(0).truth("Ok")).contains(true);
        assertThat(table.row(0).text("Props")).contains("{\"region\":\"we\"}");
        assertThat(table.row(1).instant("Step")).isEmpty();
        assertThat(table.row(1).real("Seconds").orElseThrow()).isNaN();
        assertThat(table.row(1).text("Props")).contains("{\"raw\":1}");
        azure.server()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(PATH))
                                .withRequestBody(matchingJsonPath("$.query", equalTo(QUERY.text())))
                                .withRequestBody(
                                        matchingJsonPath("$.timespan", equalTo("2026-11-22T10:00Z/2026-11-22T11:00Z")))
                                .withHeader("Authorization", equalTo("Bearer token-that-must-not-be-seen")));
        assertThat(azure.scopes()).contains("https://api.loganalytics.io/.default");
    }

    @Test
    void keepsTheColumnsOfAnEmptyResult() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(EMPTY)));

        LogsTable table = logs.query(AzureStub.WORKSPACE, QUERY, HOUR).table();

        assertThat(table.size()).isZero();
        assertThat(table.columns())
                .containsExactly(new LogsColumn("Step", "datetime"), new LogsColumn("Items", "long"));
    }

    @Test
    void takesNoContentAndAnEmptyBodyForAWorkspaceWithoutData() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(204)));
        assertThat(logs.query(AzureStub.WORKSPACE, QUERY, HOUR).table().size()).isZero();

        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(200)));
        assertThat(logs.query(AzureStub.WORKSPACE, QUERY, HOUR).tables()).isEmpty();
    }

    @Test
    void givesAPartialAnswerAsDataWithTheInnermostReason() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(partial())));

        LogsResult result = logs.query(AzureStub.WORKSPACE, QUERY, HOUR);

        assertThat(result.table().size()).isEqualTo(1);
        assertThat(result.partial().orElseThrow().codes())
                .containsExactly("PartialError", "EngineError", "-2133196797");
        assertThat(result.partial().orElseThrow().words()).contains("internal record count limit 500000");
    }

    @Test
    void saysWhatIsWrongWithAQueryInTheServicesWords() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(400)
                                .withHeader("Content-Type", "application/json; charset=utf-8")
                                .withHeader("x-ms-request-id", "req-17")
                                .withBody(semanticError("AppRequests"))));

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .satisfies(rejected -> {
                    assertThat(rejected.details().code()).isEqualTo("BadArgumentError");
                    assertThat(rejected.getMessage())
                            .contains("azure: query workspace " + AzureStub.WORKSPACE)
                            .contains("Failed to resolve table")
                            .contains("request id req-17")
                            .doesNotContain("\n")
                            .doesNotContain("token-that-must-not-be-seen");
                    assertThat(MissingTable.is(rejected, "AppRequests")).isTrue();
                    assertThat(MissingTable.is(rejected, "AppDependencies")).isFalse();
                });
    }

    @Test
    void namesTheRoleToGrantWhereTheCredentialMayNotRead() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Content-Type", "application/json")
                                .withBody("""
                                    {"error":{"message":"The provided credentials have insufficient access to perform the requested operation",
                                     "code":"InsufficientAccessError","correlationId":"corr-9"}}\
                                    """)));

        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .withMessageContaining("grant the role Log Analytics Data Reader")
                .withMessageContaining(AzureStub.WORKSPACE)
                .withMessageContaining("insufficient access")
                .satisfies(e -> assertThat(e.category()).isEqualTo(ThroughlineException.Category.PERMISSION));
    }

    @Test
    void saysThatAWorkspaceIsUnknown() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(404)
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"error\":{\"message\":\"The workspace could not be"
                                        + " found\",\"code\":\"WorkspaceNotFoundError\"}}")));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .withMessageContaining("Workspace ID");
    }

    @Test
    void waitsAsLongAsTheServiceAsksAndThenAnswers() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .inScenario("throttled")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("free")
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "17")));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .inScenario("throttled")
                        .whenScenarioStateIs("free")
                        .willReturn(okJson(EMPTY)));
        int before = azure.time().waits().size();

        LogsResult result = logs.query(AzureStub.WORKSPACE, QUERY, HOUR);

        assertThat(result.throttled()).isTrue();
        assertThat(azure.time().waits().subList(before, azure.time().waits().size()))
                .containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void waitsHalfAMinuteWhereTheServiceNamesNoTimeAndGivesUpInTheEnd() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(429)));
        int before = azure.time().waits().size();

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .withMessageContaining("5 attempts in 120.0 s");
        assertThat(azure.time().waits().subList(before, azure.time().waits().size()))
                .containsOnly(Duration.ofSeconds(30))
                .hasSize(4);
    }

    @Test
    void doesNotRepeatAQueryThatRanOutOfTime() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(504)));

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .satisfies(e -> assertThat(e.status()).isEqualTo(504));
        azure.server().verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void saysWhenAnAnswerIsNoResult() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH)).willReturn(okJson("{\"tables\":[{\"name\":\"x\",\"rows\":[[1]]}]}")));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .withMessageContaining("more cells");
    }

    @Test
    void saysWhenNobodyAnswers() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> logs.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .satisfies(e -> assertThat(e.retryable()).isTrue());

        LogsGateway nowhere = azure.client(azure.endpoints().withLogs(URI.create("https://localhost:1")))
                .logs();
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> nowhere.query(AzureStub.WORKSPACE, QUERY, HOUR))
                .withMessageContaining("check the endpoint");
    }

    @Test
    void halvesAWindowThatIsTooMuchForOneAnswer() {
        // The whole hour runs out of time, its second half is cut off; everything smaller is fine.
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(oneRow())));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.timespan", equalTo("2026-11-22T10:00Z/2026-11-22T11:00Z")))
                        .willReturn(aResponse().withStatus(504)));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.timespan", equalTo("2026-11-22T10:30Z/2026-11-22T11:00Z")))
                        .willReturn(okJson(partial())));
        List<TimeWindow> asked = new ArrayList<>();
        List<LogsTable> answers = new ArrayList<>();

        WindowedLogs.Outcome outcome = new WindowedLogs(logs)
                .read(
                        new WindowedLogs.Read(
                                AzureStub.WORKSPACE,
                                "AppRequests",
                                Duration.ofMinutes(1),
                                window -> {
                                    asked.add(window);
                                    return LogQueries.requests(window, Duration.ofMinutes(1));
                                },
                                window -> window),
                        HOUR,
                        answers::add);

        assertThat(outcome.gaps()).isEmpty();
        assertThat(asked.stream().map(TimeWindow::toString))
                .containsExactly(
                        "2026-11-22T10:00:00Z/2026-11-22T11:00:00Z",
                        "2026-11-22T10:00:00Z/2026-11-22T10:30:00Z",
                        "2026-11-22T10:30:00Z/2026-11-22T11:00:00Z",
                        "2026-11-22T10:30:00Z/2026-11-22T10:45:00Z",
                        "2026-11-22T10:45:00Z/2026-11-22T11:00:00Z");
        assertThat(answers).hasSize(3);
    }

    @Test
    void keepsWhatCameOfASingleStepAndSaysThatItIsNotAll() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(partial())));
        TimeWindow minute = new TimeWindow(HOUR.from(), HOUR.from().plusSeconds(60));
        List<LogsTable> answers = new ArrayList<>();

        WindowedLogs.Outcome outcome = new WindowedLogs(logs)
                .read(
                        new WindowedLogs.Read(
                                AzureStub.WORKSPACE,
                                "AppRequests",
                                Duration.ofMinutes(1),
                                window -> LogQueries.requests(window, Duration.ofMinutes(1)),
                                window -> window),
                        minute,
                        answers::add);

        assertThat(answers).hasSize(1);
        assertThat(outcome.gaps()).singleElement().asString().contains("record count limit");
    }

    private static String oneRow() {
        return "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Items\",\"type\":\"long\"}],\"rows\":[[1]]}]}";
    }

    private static String partial() {
        return """
            {"tables":[{"name":"PrimaryResult","columns":[{"name":"Items","type":"long"}],"rows":[[1]]}],
             "error":{"code":"PartialError","message":"There were some errors when processing your query.",
              "details":[{"code":"EngineError","message":"Something went wrong processing your query on the server.",
               "innererror":{"code":"-2133196797","severity":2,"severityName":"Error",
                "message":"Query result set has exceeded the internal record count limit 500000 (E_QUERY_RESULT_SET_TOO_LARGE)."}}]}}\
            """;
    }

    static String semanticError(String table) {
        return """
            {"error":{"message":"The request had some invalid properties","code":"BadArgumentError","innererror":{
             "code":"SemanticError","message":"A semantic error occurred.","innererror":{"code":"SEM0100",
             "message":"'where' operator: Failed to resolve table or column expression named '%s'"}}}}\
            """.formatted(table);
    }
}
