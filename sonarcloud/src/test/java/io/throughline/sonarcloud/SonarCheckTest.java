package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SonarCheckTest {

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void saysWhatWorks() {
        transport
                .answer(200, "{\"valid\":true}")
                .answer(200, Fixtures.read("projects/checkout.json"))
                .answer(200, Fixtures.read("gate/failed.json"))
                .answer(404, "{\"errors\":[{\"msg\":\"Component key 'gone' not found\"}]}");

        List<CheckResult> results = check("acme_checkout", "gone");

        assertThat(results)
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        tuple("authenticate", Outcome.WORKS),
                        tuple("read project acme_checkout", Outcome.WORKS),
                        tuple("read project gone", Outcome.NOT_FOUND));
        assertThat(results.get(2).detail()).contains("Component key 'gone' not found");
    }

    @Test
    void doesNotTakeAnAnswerForAnAcceptedToken() {
        transport.answer(200, "{\"valid\":false}");

        assertThat(check("acme_checkout")).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
            assertThat(result.remedy()).contains("user token");
        });
    }

    @Test
    void warnsBeforeATokenExpires() {
        transport
                .answer(
                        200,
                        "{\"valid\":true}",
                        Map.of("SonarQube-Authentication-Token-Expiration", "2026-11-24T00:00:00+0000"))
                .answer(200, "{\"paging\":{\"total\":0},\"components\":[]}");

        List<CheckResult> results = check();

        assertThat(results.get(0).remedy()).contains("new token");
        assertThat(results.get(0).works()).isTrue();
        assertThat(results.get(1).outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
        assertThat(results.get(1).remedy()).contains("organization");
    }

    @Test
    void tellsAProjectThatWasNeverAnalysed() {
        transport
                .answer(200, "{\"valid\":true}")
                .answer(200, Fixtures.read("projects/checkout.json"))
                .answer(200, "{\"projectStatus\":{\"status\":\"NONE\",\"conditions\":[]}}");

        assertThat(check("acme_checkout").get(1).outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
    }

    private List<CheckResult> check(String... projects) {
        SonarClient client = Settings.client().transport(transport).build();
        TestTime clock = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
        try (SonarSource source = SonarSource.open(Settings.of(projects), client, clock)) {
            return source.check();
        }
    }
}
