package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.Headers;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.project.SentryProject;
import io.throughline.sentry.release.SentryCommit;
import io.throughline.sentry.usage.SentryOutcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SentryClientTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestTime time = TestTime.at(NOON);
    private final FakeSentry server = new FakeSentry();
    private final SentryClient client = server.client(time);

    @Test
    void goesThroughShortAndEmptyPagesByItsOwnAddress() {
        server.on("issues/", parameters -> switch (parameters
                .getOrDefault("cursor", List.of(""))
                .get(0)) {
            case "" -> FakeSentry.page("[" + issue("1") + "]", "0:100:0");
            case "0:100:0" -> FakeSentry.page("[]", "0:200:0");
            case "0:200:0" -> FakeSentry.page("[" + issue("2") + "," + issue("3") + "]", "");
            default -> FakeSentry.error(400, "bad cursor");
        });

        List<String> ids = client
                .issues()
                .list(IssueQuery.builder()
                        .environments(List.of("production", "eu"))
                        .projects(List.of("7", "8"))
                        .window(new TimeWindow(NOON.minusSeconds(60), NOON))
                        .build())
                .stream()
                .map(SentryIssue::id)
                .toList();

        assertThat(ids).containsExactly("1", "2", "3");
        FakeSentry.Call last = server.calls("issues/").get(2);
        assertThat(last.all("project")).containsExactly("7", "8");
        assertThat(last.all("environment")).containsExactly("production", "eu");
        assertThat(last.one("query")).isEmpty();
        assertThat(last.parameters()).containsKey("query");
        assertThat(last.one("start")).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(last.one("end")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(last.one("limit")).isEqualTo("100");
    }

    @Test
    void readsAnIssueWithWordsItDoesNotKnow() {
        server.on("issues/1/", """
                {"id":"1","shortId":"API-1","title":"T","level":"cosmic","status":"napping","substatus":null,
                 "project":{"id":7,"slug":"api","name":null},"count":"150","userCount":12,
                 "firstSeen":"2026-03-01T10:00:00.123456Z","lastSeen":"2026-03-01T11:00:00+00:00",
                 "metadata":{"type":"E","value":"v","novel":[1]},"annotations":["<a href=\\"https://x\\">OPS-1</a>",
                 {"displayName":"OPS-2","url":"https://j/OPS-2"}],"firstRelease":{"version":"a@1"},"lastRelease":null,
                 "brandNew":{"a":1}}
                """);

        SentryIssue issue = client.issues().get("1");

        assertThat(issue.level()).isEqualTo("cosmic");
        assertThat(issue.count()).isEqualTo(150);
        SentryProject project = Objects.requireNonNull(issue.project());
        assertThat(project.id()).isEqualTo("7");
        assertThat(project.name()).isEqualTo("api");
        assertThat(issue.annotations())
                .extracting(SentryIssue.Annotation::displayName)
                .containsExactly("OPS-1", "OPS-2");
        assertThat(issue.firstRelease()).isEqualTo(new SentryIssue.Version("a@1"));
        assertThat(issue.firstSeen()).isEqualTo("2026-03-01T10:00:00.123456Z");
    }

    @Test
    void encodesAReleasesNameInThePath() {
        server.on("releases/web%401.0.0%20%2B%20b/commits/", "[{\"id\":\"a1\",\"message\":\"m\"}]");

        assertThat(client.releases().listCommits("web@1.0.0 + b"))
                .extracting(SentryCommit::id)
                .containsExactly("a1");
    }

    @Test
    void asksForGroupedSeries() {
        server.on("events-timeseries/", "{\"timeSeries\":[]}");

        client.explore()
                .queryTimeSeries(TimeSeriesQuery.errors(
                                new TimeWindow(NOON.minus(Duration.ofHours(1)), NOON), Duration.ofMinutes(1))
                        .groupedBy("release")
                        .inProjects(List.of("7"))
                        .searching("has:release"));

        FakeSentry.Call call = server.calls("events-timeseries/").get(0);
        assertThat(call.one("dataset")).isEqualTo("errors");
        assertThat(call.one("yAxis")).isEqualTo("count()");
        assertThat(call.one("interval")).isEqualTo("60");
        assertThat(call.one("groupBy")).isEqualTo("release");
        assertThat(call.one("topEvents")).isEqualTo("10");
        assertThat(call.one("sort")).isEqualTo("-count()");
        assertThat(call.one("query")).isEqualTo("has:release");
    }

    @Test
    void countsWhatBecameOfTheEvents() {
        server.on(
                "stats_v2/",
                "{\"intervals\":[\"2026-03-01T11:00:00Z\"],\"groups\":[{\"by\":{\"outcome\":\"rate_limited\"},"
                        + "\"totals\":{\"sum(quantity)\":42},\"series\":{\"sum(quantity)\":[42]}}]}");

        SentryOutcomes outcomes = client.usage()
                .queryErrorOutcomes(
                        List.of(), new TimeWindow(NOON.minus(Duration.ofHours(1)), NOON), Duration.ofHours(1));

        assertThat(outcomes.groups()).hasSize(1);
        assertThat(outcomes.groups().get(0).outcome()).isEqualTo("rate_limited");
        assertThat(outcomes.groups().get(0).quantity()).isEqualTo(42);
        assertThat(server.calls("stats_v2/").get(0).one("project")).isEqualTo("-1");
    }

    @Test
    void namesTheScopeThatIsMissing() {
        server.on("issues/", p -> FakeSentry.error(403, "You do not have permission to perform this action."));

        PermissionException failure = catchThrowableOfType(
                PermissionException.class,
                () -> client.issues()
                        .list(IssueQuery.builder().build())
                        .iterator()
                        .hasNext());

        assertThat(failure)
                .hasMessageContaining(
                        "sentry: list issues failed: GET https://de.sentry.io/api/0/organizations/acme/issues/")
                .hasMessageContaining("You do not have permission")
                .hasMessageContaining("event:read")
                .hasMessageNotContaining(FakeSentry.TOKEN);
    }

    @Test
    void saysWhatToDoAboutATokenOrAnOrganization() {
        server.on("projects/", p -> FakeSentry.error(401, "Invalid token"));

        assertThat(catchThrowableOfType(
                        AuthenticationException.class,
                        () -> client.projects().list().iterator().hasNext()))
                .hasMessageContaining("401 Invalid token; check the token: create an internal integration");
        assertThat(catchThrowableOfType(NotFoundException.class, client.organizations()::get))
                .hasMessageContaining("check that organization 'acme' exists on this host");
    }

    @Test
    void waitsOutTheWindowOfARefusedCall() {
        boolean[] refused = new boolean[1];
        server.on("projects/", parameters -> {
            if (refused[0]) {
                return FakeSentry.page("[]", "");
            }
            refused[0] = true;
            return TransportResponse.of(
                    429,
                    Headers.of("X-Sentry-Rate-Limit-Remaining", "0")
                            .with(
                                    "X-Sentry-Rate-Limit-Reset",
                                    Long.toString(NOON.plusSeconds(2).getEpochSecond())),
                    "You are attempting to use this endpoint too frequently.");
        });

        assertThat(client.projects().list()).isEmpty();

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(2));
        assertThat(client.timesThrottled()).isEqualTo(1);
    }

    @Test
    void hidesTheToken() {
        assertThat(client.toString()).isEqualTo("SentryClient[https://de.sentry.io acme]");
    }

    static String issue(String id) {
        return "{\"id\":\"" + id + "\",\"shortId\":\"API-" + id + "\",\"title\":\"T\",\"status\":\"unresolved\","
                + "\"project\":{\"id\":\"7\",\"slug\":\"api\"}}";
    }
}
