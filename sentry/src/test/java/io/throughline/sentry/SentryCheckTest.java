package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SentryCheckTest {

    private final TestTime time = TestTime.at(Instant.parse("2026-03-01T12:00:30Z"));
    private final FakeSentry server = new FakeSentry()
            .on("", "{\"id\":\"1\",\"slug\":\"acme\",\"name\":\"Acme\"}")
            .on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""))
            .on("issues/", p -> FakeSentry.page("[" + SentryClientTest.issue("1") + "]", ""))
            .on("events-timeseries/", "{\"timeSeries\":[{\"yAxis\":\"count()\",\"values\":[]}]}")
            .on("releases/", p -> FakeSentry.page("[]", ""));

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
                        Tuple.tuple("error series", Outcome.WORKS),
                        Tuple.tuple("releases", Outcome.WORKS_BUT_EMPTY));
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
}
