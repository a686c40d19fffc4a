package io.throughline.jira.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PagingLoopException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.Fixtures;
import io.throughline.jira.JiraClient;
import io.throughline.jira.Settings;
import io.throughline.jira.edition.JiraEdition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on a real connection in the middle of a walk: complete data or the right exception, never half of it. */
class TicketStreamFaultsTest {

    private static final String API = "/rest/api/3/";
    private static final String SEARCH = API + "search/jql";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SECOND = "$[?(@.nextPageToken == 't2')]";

    @RegisterExtension
    static final WireMockExtension JIRA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    private final TestTime time = TestTime.at(NOW);
    private final TelemetryBatch batch = new TelemetryBatch();

    @BeforeEach
    void aSiteWithTwoPages() {
        stub("myself", Fixtures.read("server/myself.json"));
        stub("serverInfo", Fixtures.read("server/info.json"));
        stub("mypermissions", Fixtures.read("permission/ops.json"));
        stub("project/OPS", Fixtures.read("project/ops.json"));
        stub("field", Fixtures.read("field/fields.json"));
        stub("status", Fixtures.read("server/statuses.json"));
        JIRA.stubFor(post(urlPathEqualTo(SEARCH)).willReturn(okJson(page("10", "t2"))));
        JIRA.stubFor(second().willReturn(okJson(page("20", null))));
    }

    @Test
    void readsBothPagesIfNothingIsWrong() {
        Revisions revisions = read();

        assertThat(batch.events()).hasSize(2);
        assertThat(revisions.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(revisions.completeness().throttled()).isFalse();
    }

    @Test
    void waitsAsLongAsJiraSaysAndTellsThatItWasSlowedDown() {
        JIRA.stubFor(second().inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "7")
                        .withHeader("RateLimit-Reason", "jira-burst-based"))
                .willSetStateTo("over"));
        JIRA.stubFor(second().inScenario("limit").whenScenarioStateIs("over").willReturn(okJson(page("20", null))));

        Revisions revisions = read();

        assertThat(batch.events()).hasSize(2);
        assertThat(revisions.completeness().throttled()).isTrue();
        assertThat(time.waits()).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) >= 0);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("down", aResponse().withStatus(503).withBody("<html>"), ServiceUnavailableException.class),
                Arguments.of("cut off", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), TransportException.class),
                Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), TransportException.class),
                Arguments.of(
                        "half of the JSON",
                        okJson("{\"issues\":[{\"id\":\"20\",\"fie"),
                        MalformedResponseException.class),
                Arguments.of(
                        "a page for people",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>log in</html>"),
                        MalformedResponseException.class),
                Arguments.of(
                        "an answer to nobody",
                        okJson("{\"issues\":[],\"isLast\":true}")
                                .withHeader("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"),
                        AuthenticationException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void claimsNothingIfAPageFails(
            String name, ResponseDefinitionBuilder answer, Class<? extends SourceException> expected) {
        JIRA.stubFor(second().willReturn(answer));

        assertThatThrownBy(this::read)
                .as(name)
                .isInstanceOf(expected)
                .hasMessageContaining("jira")
                .hasMessageNotContaining("s3cret");
    }

    /** Half a census would take the other half for deleted. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void givesNoCensusThatWasCutShort(
            String name, ResponseDefinitionBuilder answer, Class<? extends SourceException> expected) {
        JIRA.stubFor(second().willReturn(answer));

        assertThatThrownBy(() -> stream().census(horizon())).as(name).isInstanceOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void takesNothingForDeletedIfItCannotBeLookedAfter(
            String name, ResponseDefinitionBuilder answer, Class<? extends SourceException> expected) {
        JIRA.stubFor(post(urlPathEqualTo(API + "issue/bulkfetch")).willReturn(answer));

        assertThatThrownBy(() -> stream().departures(Set.of("20"))).as(name).isInstanceOf(expected);
    }

    @Test
    void doesNotGoRoundInCircles() {
        JIRA.stubFor(second().willReturn(okJson(page("20", "t2"))));

        assertThatThrownBy(this::read).isInstanceOf(PagingLoopException.class);
    }

    @Test
    void goesOnWithoutTheTokenOnceButNotForEver() {
        JIRA.stubFor(second().willReturn(aResponse()
                .withStatus(400)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"errorMessages\":[\"The provided next page token is invalid or expired.\"]}")));

        assertThatThrownBy(this::read)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not accepted any more");

        JIRA.verify(4, postRequestedFor(urlPathEqualTo(SEARCH)).withRequestBody(matchingJsonPath(SECOND)));
    }

    @Test
    void asksForTheWholeHistoriesOfAPageAtOnce() {
        JIRA.stubFor(post(urlPathEqualTo(SEARCH))
                .willReturn(okJson(page("10", null).replace("\"total\":0", "\"total\":300"))));
        JIRA.stubFor(post(urlPathEqualTo(API + "changelog/bulkfetch"))
                .willReturn(okJson("{\"issueChangeLogs\":[{\"issueId\":\"10\",\"changeHistories\":[{\"id\":\"1\","
                        + "\"created\":1795162800000,\"items\":[{\"field\":\"status\",\"fieldId\":\"status\","
                        + "\"from\":\"10000\",\"to\":\"3\",\"toString\":\"x\"}]}]}]}")));

        read();

        JIRA.verify(postRequestedFor(urlPathEqualTo(API + "changelog/bulkfetch"))
                .withRequestBody(equalToJson(
                        "{\"issueIdsOrKeys\":[\"10\"],\"fieldIds\":[\"assignee\",\"status\"]}", true, true)));
        assertThat(batch.events().iterator().next().header().attributes().text(TicketTranslator.STARTED_AT))
                .contains("2026-11-20T08:20:00Z");
    }

    private static com.github.tomakehurst.wiremock.client.MappingBuilder second() {
        return post(urlPathMatching(SEARCH)).withRequestBody(matchingJsonPath(SECOND));
    }

    private static void stub(String path, String body) {
        JIRA.stubFor(get(urlPathEqualTo(API + path)).willReturn(okJson(body)));
    }

    private static String page(String id, @org.jspecify.annotations.Nullable String next) {
        return "{\"issues\":[{\"id\":\"%s\",\"key\":\"OPS-%s\",\"fields\":{\"created\":\"2026-11-20T08:00:00.000+0000\",\"updated\":\"2026-11-20T09:00:00.000+0000\"},\"changelog\":{\"total\":0,\"histories\":[]}}],%s}"
                .formatted(id, id, next == null ? "\"isLast\":true" : "\"nextPageToken\":\"" + next + "\"");
    }

    private Revisions read() {
        return stream().read(null, horizon(), batch);
    }

    private static TimeWindow horizon() {
        return TimeWindow.endingAt(NOW, Duration.ofDays(7));
    }

    private TicketStream stream() {
        JiraClient client = JiraClient.builder(URI.create(JIRA.baseUrl()))
                .apiToken("sre@acme.example", Secret.of("s3cret"))
                .edition(JiraEdition.CLOUD)
                .httpClient(Settings.HTTP)
                .clock(time)
                .waiter(time)
                .build();
        return new TicketStream(Settings.streams(Set.of("OPS")), client, new SourceRuntime(time, Settings.HTTP, null));
    }
}
