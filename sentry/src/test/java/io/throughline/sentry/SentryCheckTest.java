package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.http.Headers;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SentryCheckTest {

    private final TestTime time = TestTime.at(Instant.parse("2026-03-01T12:00:30Z"));
    private final FakeSentry server = new FakeSentry()
            .on("", "{\"id\":\"1\",\"slug\":\"acme\",\"name\":\"Acme\"}")
            .on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""))
            .on("issues/", p -> FakeSentry.page("[" + SentryClientTest.issue("1") + "]", ""))
            .on("events-timeseries/", "{\"timeSeries\":[{\"yAxis\":\"count()\",\"values\":[]}]}")
            .on("events/", SentryCheckTest::events)
            .on("sessions/", "{\"groups\":[{\"by\":{},\"totals\":{\"sum(session)\":0}}]}")
            .on("stats_v2/", """
                    {"groups":[{"by":{"outcome":"accepted"},"totals":{"sum(quantity)":40}},
                     {"by":{"outcome":"rate_limited"},"totals":{"sum(quantity)":60}}]}""")
            .on("monitors/", p -> FakeSentry.page("[]", ""))
            .on("releases/", p -> FakeSentry.page("[]", ""));

    private static TransportResponse events(Map<String, List<String>> parameters) {
        boolean errors = parameters.getOrDefault("dataset", List.of()).contains("errors");
        return FakeSentry.page(
                errors
                        ? "{\"data\":[{\"id\":\"e\",\"timestamp\":\"2026-03-01T11:30:30+00:00\"}],\"meta\":{}}"
                        : "{\"data\":[{\"count()\":0}],\"meta\":{}}",
                "");
    }

    private List<CheckResult> check(String... projects) {
        return server.source(time, List.of("production"), projects).check();
    }

    @Test
    void saysWhatWorksAndWhatIsEmpty() {
        assertThat(check("api"))
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        Tuple.tuple("organization", Outcome.WORKS),
                        Tuple.tuple("projects", Outcome.WORKS),
                        Tuple.tuple("issues", Outcome.WORKS),
                        Tuple.tuple("events", Outcome.WORKS),
                        Tuple.tuple("error series", Outcome.WORKS),
                        Tuple.tuple("transactions", Outcome.WORKS_BUT_EMPTY),
                        Tuple.tuple("sessions", Outcome.WORKS_BUT_EMPTY),
                        Tuple.tuple("stats", Outcome.WORKS),
                        Tuple.tuple("releases", Outcome.WORKS_BUT_EMPTY),
                        Tuple.tuple("monitors", Outcome.WORKS_BUT_EMPTY),
                        Tuple.tuple("rate", Outcome.WORKS));
    }

    @Test
    void namesTheScopeForWhatIsForbidden() {
        server.on("issues/", p -> FakeSentry.error(403, "You do not have permission to perform this action."));

        assertThat(check())
                .filteredOn(result -> result.outcome() == Outcome.FORBIDDEN)
                .extracting(CheckResult::capability, CheckResult::remedy)
                .containsExactly(Tuple.tuple("issues", "give the token the scope event:read"));
    }

    @Test
    void endsWithAWrongTokenAtOnce() {
        server.on("", p -> FakeSentry.error(401, "Invalid token"));

        List<CheckResult> results = check();

        assertThat(results).singleElement().extracting(CheckResult::outcome).isEqualTo(Outcome.UNAUTHENTICATED);
        assertThat(results.get(0).detail()).contains("401 Invalid token").doesNotContain(FakeSentry.TOKEN);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void namesAProjectThatTheTokenDoesNotSee() {
        assertThat(check("api", "gone"))
                .filteredOn(result -> result.outcome() == Outcome.NOT_FOUND)
                .extracting(CheckResult::capability)
                .containsExactly("project gone");
    }

    @Test
    void tellsAServerFailureWithoutTryingAgain() {
        server.on("releases/", p -> FakeSentry.error(503, "busy"));

        assertThat(check())
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .extracting(CheckResult::capability)
                .containsExactly("releases");
        assertThat(server.calls("releases/")).hasSize(1);
    }

    @Test
    void tellsHowOldTheDataIsAndWhatWasRefused() {
        List<CheckResult> results = check();

        CheckResult events = of(results, "events");
        assertThat(events.latest()).isEqualTo("2026-03-01T11:30:30Z");
        assertThat(events.detail()).contains("30 min old");
        assertThat(of(results, "stats").detail()).contains("accepted=40", "rate_limited=60");
        assertThat(of(results, "stats").rows()).isEqualTo(100);
        assertThat(results)
                .filteredOn(result -> !result.capability().equals("rate"))
                .allSatisfy(result -> assertThat(result.latency()).isNotNull());
    }

    @Test
    void tellsAClockThatIsWrongAndWhatIsLeftOfTheLimits() {
        server.on(
                "projects/",
                p -> TransportResponse.of(
                        200,
                        Headers.of("Content-Type", "application/json")
                                .with("Date", "Sun, 01 Mar 2026 12:10:30 GMT")
                                .with("X-Sentry-Rate-Limit-Limit", "20")
                                .with("X-Sentry-Rate-Limit-Remaining", "3"),
                        "[]"));

        List<CheckResult> results = check();

        assertThat(of(results, "clock").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(of(results, "clock").detail()).contains("600 s ahead");
        assertThat(of(results, "clock").remedy()).contains("NTP");
        assertThat(of(results, "rate").detail()).contains("3 of 20");
    }

    @Test
    void knowsAnOrganizationTokenByWhatItMayNotDo() {
        String refusal = "You do not have permission to perform this action.";
        for (String path : List.of(
                "", "projects/", "issues/", "events/", "events-timeseries/", "sessions/", "stats_v2/", "monitors/")) {
            server.on(path, p -> FakeSentry.error(403, refusal));
        }

        List<CheckResult> results = check();

        assertThat(of(results, "releases").works()).isTrue();
        assertThat(of(results, "token").remedy()).contains("internal integration", "event:read");
        assertThat(results).noneMatch(result -> result.detail().contains(FakeSentry.TOKEN));
    }

    @Test
    void makesNothing() {
        check();

        assertThat(server.calls()).hasSize(10).allMatch(call -> call.method().equals("GET"));
    }

    private static CheckResult of(List<CheckResult> results, String capability) {
        return results.stream()
                .filter(result -> result.capability().equals(capability))
                .findFirst()
                .orElseThrow();
    }
}
