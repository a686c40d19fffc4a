package io.throughline.sentry;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.throughline.core.config.Secret;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sentry.event.EventChoice;
import io.throughline.sentry.event.SentryEventDetails;
import io.throughline.sentry.event.SentryThrown;
import io.throughline.sentry.explore.EventRow;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.integration.SentryExternalIssue;
import io.throughline.sentry.integration.SentryIntegration;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.IssueSort;
import io.throughline.sentry.issue.IssueUpdate;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.issue.SentrySearch;
import io.throughline.sentry.release.NewDeploy;
import io.throughline.sentry.release.ReleasesQuery;
import io.throughline.sentry.release.SentryRelease;
import io.throughline.sentry.session.SentrySessions;
import io.throughline.sentry.session.SessionsQuery;
import io.throughline.sentry.usage.SentryOutcomes;
import io.throughline.sentry.webhook.SentryHook;
import io.throughline.sentry.webhook.SentryWebhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The recipes of the module's page, as they stand there. */
class SentryRecipesTest {

    @RegisterExtension
    static final WireMockExtension SENTRY = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    private static final String API = "/api/0/organizations/acme/";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TimeWindow lastDay = TimeWindow.endingAt(NOON, Duration.ofDays(1));
    private final List<String> printed = new ArrayList<>();
    private SentryClient sentry =
            SentryClient.builder(URI.create("https://de.sentry.io"), "acme").build();

    @BeforeEach
    void connect() {
        sentry = SentryClient.builder(URI.create(SENTRY.baseUrl()), "acme")
                .token(Secret.of("token"))
                .build();
    }

    @Test
    void listsTheIssuesThatHurtMost() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "issues/"))
                .withQueryParam("query", equalTo("is:unresolved transaction:\"GET /cart/\\*\""))
                .withQueryParam("sort", equalTo("user"))
                .withQueryParam("start", equalTo("2026-02-28T12:00:00Z"))
                .willReturn(okJson("[" + issue() + "]")));

        SentrySearch broken = SentrySearch.all().is("unresolved").equal("transaction", "GET /cart/*");
        for (SentryIssue issue : sentry.issues()
                .list(IssueQuery.builder()
                        .search(broken)
                        .window(lastDay)
                        .sort(IssueSort.USERS)
                        .build())) {
            print(issue.shortId() + " " + issue.title() + ": " + issue.userCount() + " users");
        }

        assertThat(printed).containsExactly("API-7 TimeoutError: 12 users");
    }

    @Test
    void tellsWhereALastEventWasThrown() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "issues/7/events/latest/")).willReturn(okJson("""
            {"id": "e1", "title": "TimeoutError", "contexts": {"trace": {"trace_id": "%s"}},
             "entries": [{"type": "exception", "data": {"values": [{"type": "TimeoutError", "value": "too slow",
               "stacktrace": {"frames": [{"function": "main"}, {"function": "take", "filename": "Pool.java",
                                                               "lineNo": 77}]}}]}}]}
            """.formatted(TRACE))));

        SentryEventDetails event = sentry.events().get("7", EventChoice.LATEST);
        for (SentryThrown thrown : event.thrown()) {
            thrown.thrownAt().ifPresent(at -> print(thrown.type() + " at " + at.filename() + ":" + at.lineNo()));
        }
        print("trace " + event.traceId().orElse("unknown"));

        assertThat(printed).containsExactly("TimeoutError at Pool.java:77", "trace " + TRACE);
    }

    @Test
    void resolvesAndAssigns() {
        SENTRY.stubFor(put(urlPathEqualTo(API + "issues/7/")).willReturn(okJson(issue())));
        SENTRY.stubFor(put(urlEqualTo(API + "issues/?id=8&id=9")).willReturn(noContent()));

        sentry.issues().update("7", IssueUpdate.resolveInNextRelease().assignToTeam("5"));
        boolean found = sentry.issues().updateAll(List.of("8", "9"), IssueUpdate.archiveUntilEscalating());

        SENTRY.verify(putRequestedFor(urlPathEqualTo(API + "issues/7/"))
                .withRequestBody(equalToJson("{\"status\":\"resolved\",\"statusDetails\":{\"inNextRelease\":true},"
                        + "\"assignedTo\":\"team:5\"}")));
        assertThat(found).isFalse();
    }

    @Test
    void linksATicket() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "integrations/"))
                .withQueryParam("providerKey", equalTo("jira"))
                .willReturn(okJson("[{\"id\":\"3\",\"name\":\"acme\"}]")));
        SENTRY.stubFor(put(urlEqualTo(API + "issues/7/integrations/3/"))
                .withRequestBody(equalToJson("{\"externalIssue\":\"OPS-12\"}"))
                .willReturn(okJson("{\"id\":9,\"key\":\"OPS-12\",\"url\":\"https://acme.atlassian.net/browse/OPS-12\","
                        + "\"integrationId\":3,\"displayName\":\"OPS-12\"}")));

        for (SentryIntegration jira : sentry.integrations().list("jira")) {
            SentryExternalIssue link = sentry.integrations().linkTicket("7", jira.id(), "OPS-12");
            print(link.key() + " " + link.url());
        }

        assertThat(printed).containsExactly("OPS-12 https://acme.atlassian.net/browse/OPS-12");
    }

    @Test
    void readsErrorRateAndQuantilesByEndpoint() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "events/"))
                .withQueryParam("dataset", equalTo("spans"))
                .withQueryParam("query", equalTo("is_transaction:true"))
                .withQueryParam("sort", equalTo("-count()"))
                .willReturn(okJson("""
                    {"data": [{"transaction": "GET /cart", "count()": 10, "failure_rate()": 0.25,
                               "p95(span.duration)": 812.5}],
                     "meta": {"fields": {"count()": "integer"}, "units": {"p95(span.duration)": "millisecond"}}}
                    """)));

        for (EventRow row : sentry.explore()
                .listEvents(
                        EventsQuery.builder("spans", "transaction", "count()", "failure_rate()", "p95(span.duration)")
                                .search("is_transaction:true")
                                .sort("-count()")
                                .window(lastDay)
                                .build())) {
            print(row.text("transaction") + " " + row.number("failure_rate()") + " " + row.number("p95(span.duration)")
                    + " " + row.unit("p95(span.duration)"));
        }

        assertThat(printed).containsExactly("GET /cart 0.25 812.5 millisecond");
    }

    @Test
    void countsErrorsAnHourByRelease() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "events-timeseries/"))
                .withQueryParam("groupBy", equalTo("release"))
                .willReturn(okJson("""
                    {"meta": {"dataset": "errors", "start": 1772280000000, "end": 1772366400000},
                     "timeSeries": [{"yAxis": "count()", "groupBy": [{"key": "release", "value": "api@2.8.0"}],
                       "meta": {"valueType": "integer", "interval": 3600000},
                       "values": [{"timestamp": 1772359200000, "value": 4, "incomplete": false},
                                  {"timestamp": 1772362800000, "value": 1, "incomplete": true}]}]}
                    """)));

        SentryTimeSeries errors = sentry.explore()
                .queryTimeSeries(
                        TimeSeriesQuery.errors(lastDay, Duration.ofHours(1)).groupedBy("release"));
        for (SentryTimeSeries.Line line : errors.timeSeries()) {
            for (SentryTimeSeries.Value hour : line.values()) {
                if (!hour.isIncomplete()) {
                    print(line.group("release") + " " + hour.at() + " " + hour.value());
                }
            }
        }

        assertThat(printed).containsExactly("api@2.8.0 2026-03-01T10:00:00Z 4.0");
    }

    @Test
    void readsTheCrashFreeRateOfReleases() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "sessions/")).willReturn(okJson("""
            {"intervals": [], "groups": [
              {"by": {"release": "web@1"}, "totals": {"crash_free_rate(session)": 0.998, "sum(session)": 5000}},
              {"by": {"release": "web@2"}, "totals": {"crash_free_rate(session)": null, "sum(session)": 0}}]}
            """)));

        SentrySessions health = sentry.sessions()
                .query(SessionsQuery.builder(lastDay, SessionsQuery.CRASH_FREE_SESSIONS, SessionsQuery.SESSIONS)
                        .groupBy("release")
                        .onlyTotals()
                        .build());
        for (SentrySessions.Group release : health.groups()) {
            Double rate = release.total(SessionsQuery.CRASH_FREE_SESSIONS); // null without sessions
            print(release.by("release") + " " + (rate == null ? "no sessions" : rate));
        }

        assertThat(printed).containsExactly("web@1 0.998", "web@2 no sessions");
    }

    @Test
    void listsReleasesAndTellsOfADeployment() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "releases/"))
                .willReturn(okJson("[{\"version\":\"api@2.8.0\",\"dateCreated\":\"2026-03-01T09:00:00Z\"}]")));
        SENTRY.stubFor(post(urlPathEqualTo(API + "releases/api%402.8.0/deploys/"))
                .willReturn(okJson("{\"id\":\"11\",\"environment\":\"production\"}")));

        for (SentryRelease release : sentry.releases().list(ReleasesQuery.ALL)) {
            print(release.version() + " " + release.declared());
        }
        sentry.releases().createDeploy("api@2.8.0", NewDeploy.to("production"));

        assertThat(printed).containsExactly("api@2.8.0 2026-03-01T09:00:00Z");
    }

    @Test
    void tellsAQuietHourFromAFullQuota() {
        SENTRY.stubFor(get(urlPathEqualTo(API + "stats_v2/"))
                .willReturn(okJson("{\"intervals\":[\"2026-03-01T11:00:00Z\"],\"groups\":[{\"by\":"
                        + "{\"outcome\":\"rate_limited\"},\"totals\":{\"sum(quantity)\":42},"
                        + "\"series\":{\"sum(quantity)\":[42]}}]}")));

        SentryOutcomes outcomes = sentry.usage().queryErrorOutcomes(List.of(), lastDay, Duration.ofHours(1));
        for (SentryOutcomes.Group group : outcomes.groups()) {
            print(group.outcome() + " " + group.quantity());
        }

        assertThat(printed).containsExactly("rate_limited 42");
    }

    @Test
    void readsAWebhook() {
        WebhookKey clientSecret = WebhookKey.of(Secret.of("client-secret"));
        byte[] body =
                ("{\"action\":\"created\",\"data\":{\"issue\":" + issue() + "}}").getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                SentryWebhook.SIGNATURE_HEADER,
                clientSecret.sign(body),
                SentryWebhook.RESOURCE_HEADER,
                "issue",
                SentryWebhook.TIMESTAMP_HEADER,
                "1772366400");

        SentryWebhook webhook = SentryWebhook.signedWith(clientSecret);
        SentryHook hook = webhook.read(body, headers::get);
        if (hook instanceof SentryHook.IssueChanged changed) {
            print(changed.issue().shortId() + " " + changed.envelope().action());
        }

        assertThat(printed).containsExactly("API-7 created");
    }

    @Test
    void staysAtTheHostThatItWasGivenWhereThereAreNoRegions() {
        SENTRY.stubFor(get(urlPathEqualTo("/sentry" + API))
                .withQueryParam("cursor", absent())
                .willReturn(okJson("{\"id\":\"1\",\"slug\":\"acme\",\"name\":\"Acme\",\"links\":{}}")));

        SentryClient own = SentryClient.builder(URI.create(SENTRY.baseUrl() + "/sentry"), "acme")
                .token(Secret.of("token"))
                .build();

        assertThat(own.inRegion()).isSameAs(own);
        assertThat(own.organizations().get().slug()).isEqualTo("acme");
    }

    private void print(String line) {
        printed.add(line);
    }

    private static String issue() {
        return "{\"id\":\"7\",\"shortId\":\"API-7\",\"title\":\"TimeoutError\",\"status\":\"unresolved\","
                + "\"count\":\"150\",\"userCount\":12,\"project\":{\"id\":\"2\",\"slug\":\"api\"}}";
    }
}
