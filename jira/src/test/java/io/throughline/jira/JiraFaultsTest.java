package io.throughline.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.core.config.Secret;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PagingLoopException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on a real connection. */
class JiraFaultsTest {

    private static final String SECRET = "s3cret-token";
    private static final String SEARCH = "/rest/api/3/search/jql";

    @RegisterExtension
    static final WireMockExtension JIRA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void repeatsASearchThatTheServerFailed(int status) {
        JIRA.stubFor(post(SEARCH)
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(status).withBody("<html>oops</html>"))
                .willSetStateTo("well"));
        JIRA.stubFor(post(SEARCH)
                .inScenario("s")
                .whenScenarioStateIs("well")
                .willReturn(okJson("{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"}],\"isLast\":true}")));

        assertThat(client().issues().search(search())).hasSize(1);
    }

    @Test
    void givesUpOnAServerThatKeepsFailing() {
        JIRA.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(503)
                        .withHeader("X-ARequestId", "req-77")
                        .withBody("{}")));

        assertThatThrownBy(() -> client().site().getServerInfo())
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("jira: get server info failed")
                .hasMessageContaining("req-77")
                .hasMessageContaining("5 attempts")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void tellsAConnectionThatBroke(Fault fault) {
        JIRA.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertThatThrownBy(() -> client().site().getMyself())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("jira: get myself failed");
    }

    @Test
    void tellsAnAnswerThatEndsTooEarly() {
        JIRA.stubFor(get(anyUrl()).willReturn(okJson("{\"accountId\":\"5b1")));

        assertThatThrownBy(() -> client().site().getMyself()).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void tellsAPageWhereJsonWasExpected() {
        JIRA.stubFor(get(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html>log in</html>")));

        assertThatThrownBy(() -> client().site().getMyself())
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("HTML page");
    }

    @Test
    void tellsWhereAnAnswerCannotBeRead() {
        JIRA.stubFor(post(SEARCH)
                .willReturn(okJson(
                        "{\"issues\":[{\"id\":\"1\",\"fields\":{\"created\":\"yesterday\"}}],\"isLast\":true}")));

        assertThatThrownBy(() -> client().issues().search(search()).iterator().hasNext())
                .isInstanceOfSatisfying(
                        MalformedResponseException.class,
                        failure -> assertThat(failure.pointer()).isEqualTo("/issues/0/fields/created"));
    }

    @Test
    void takesTheTokenToNoOtherHost() {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        JIRA.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(302)
                        .withHeader("Location", ELSEWHERE.baseUrl() + "/rest/api/3/myself")));

        assertThatThrownBy(() -> client().site().getMyself())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("another origin");
        ELSEWHERE.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void endsAnAnswerThatTrickles() {
        JIRA.stubFor(get(anyUrl())
                .willReturn(
                        okJson("{\"accountId\":\"" + "x".repeat(2_000) + "\"}").withChunkedDribbleDelay(100, 60_000)));
        JiraClient hasty = builder()
                .timeout(Duration.ofMillis(300))
                .retryPolicy(RetryPolicy.never())
                .build();

        assertThatThrownBy(() -> hasty.site().getMyself())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("get myself");
    }

    @Test
    void sendsTheSameQuestionWithEachPage() {
        JIRA.stubFor(post(SEARCH)
                .inScenario("pages")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("{\"issues\":[],\"nextPageToken\":\"t1\",\"isLast\":false}"))
                .willSetStateTo("second"));
        JIRA.stubFor(post(SEARCH)
                .inScenario("pages")
                .whenScenarioStateIs("second")
                .willReturn(okJson("{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"}]}")));

        assertThat(client().issues().search(search())).hasSize(1);
        assertThat(JIRA.findAll(postRequestedFor(urlPathEqualTo(SEARCH))))
                .extracting(request -> request.getBodyAsString().replace(",\"nextPageToken\":\"t1\"", ""))
                .hasSize(2)
                .containsOnly("{\"jql\":\"project = \\\"OPS\\\"\",\"maxResults\":100,\"fields\":[\"*navigable\"]}");
    }

    @Test
    void endsACircleOfPages() {
        JIRA.stubFor(post(SEARCH).willReturn(okJson("{\"issues\":[],\"nextPageToken\":\"same\",\"isLast\":false}")));

        assertThatThrownBy(() -> client().issues().search(search()).iterator().hasNext())
                .isInstanceOf(PagingLoopException.class);
    }

    private static JiraSearch search() {
        return JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS")))
                .build();
    }

    private JiraClient client() {
        return builder().build();
    }

    private JiraClient.Builder builder() {
        return JiraClient.builder(URI.create(JIRA.baseUrl()))
                .edition(JiraEdition.CLOUD)
                .apiToken("sre@acme.example", Secret.of(SECRET))
                .clock(time)
                .waiter(time);
    }
}
