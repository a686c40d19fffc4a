package io.throughline.sonarcloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.testkit.TestTime;
import io.throughline.sonarcloud.analysis.SonarSpan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on a real connection. */
class SonarFaultsTest {

    @RegisterExtension
    static final WireMockExtension SONAR = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void readsAllPagesWhenOneFailsAtFirst() {
        String page = "{\"paging\":{\"pageIndex\":1,\"pageSize\":1,\"total\":2},\"analyses\":"
                + "[{\"key\":\"A\",\"date\":\"2026-11-20T10:00:00+0000\"}]}";
        SONAR.stubFor(get(urlPathEqualTo("/api/project_analyses/search"))
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(page))
                .willSetStateTo("busy"));
        SONAR.stubFor(get(urlPathEqualTo("/api/project_analyses/search"))
                .inScenario("s")
                .whenScenarioStateIs("busy")
                .willReturn(aResponse().withStatus(503).withBody("indexing"))
                .willSetStateTo("well"));
        SONAR.stubFor(get(urlPathEqualTo("/api/project_analyses/search"))
                .inScenario("s")
                .whenScenarioStateIs("well")
                .willReturn(okJson(page.replace("\"A\"", "\"B\"").replace("pageIndex\":1", "pageIndex\":2"))));

        assertThat(client().analyses().list(SonarSpan.of("k")))
                .extracting(analysis -> analysis.key())
                .containsExactly("A", "B");
    }

    @Test
    void tellsARefusedTokenThoughTheBodyIsEmpty() {
        SONAR.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));

        assertThatThrownBy(() -> client().measures().get("k", List.of("coverage")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("make a user token")
                .hasMessageNotContaining(Settings.SECRET);
    }

    @Test
    void givesUpOnAServerThatKeepsFailing() {
        SONAR.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(502).withBody("<html>bad gateway</html>")));

        assertThatThrownBy(() -> client().projects().get("k"))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("5 attempts");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void tellsAConnectionThatBroke(Fault fault) {
        SONAR.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertThatThrownBy(() -> client().projects().get("k")).isInstanceOf(TransportException.class);
    }

    @Test
    void tellsAnAnswerThatCannotBeRead() {
        SONAR.stubFor(get(urlPathEqualTo("/api/components/show")).willReturn(okJson("{\"component\":{\"key\":")));
        SONAR.stubFor(get(urlPathEqualTo("/api/metrics/search"))
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html>log in</html>")));

        assertThatThrownBy(() -> client().projects().get("k")).isInstanceOf(MalformedResponseException.class);
        assertThatThrownBy(() -> client().measures().listMetrics().iterator().hasNext())
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("HTML page");
    }

    @Test
    void takesTheTokenToNoOtherHost() {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        SONAR.stubFor(get(anyUrl())
                .willReturn(aResponse().withStatus(301).withHeader("Location", ELSEWHERE.baseUrl() + "/")));

        assertThatThrownBy(() -> client().projects().get("k"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("another origin");
        ELSEWHERE.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void endsAnAnswerThatTrickles() {
        SONAR.stubFor(get(anyUrl())
                .willReturn(okJson("{\"valid\":" + " ".repeat(2_000) + "true}").withChunkedDribbleDelay(100, 60_000)));
        SonarClient hasty = builder()
                .timeout(Duration.ofMillis(300))
                .retryPolicy(RetryPolicy.never())
                .build();

        assertThatThrownBy(hasty.system()::validateToken).isInstanceOf(TransportException.class);
    }

    private SonarClient client() {
        return builder().build();
    }

    private SonarClient.Builder builder() {
        return SonarClient.builder(URI.create(SONAR.baseUrl()))
                .organization("acme")
                .token(Secret.of(Settings.SECRET))
                .clock(time)
                .waiter(time);
    }
}
