package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.testkit.TestTime;
import io.throughline.sonarcloud.SimulatedSonar.Analysis;
import io.throughline.sonarcloud.SimulatedSonar.Branch;
import io.throughline.sonarcloud.SimulatedSonar.Project;
import io.throughline.sonarcloud.edition.SonarEdition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SonarCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final SimulatedSonar sonar = new SimulatedSonar();

    @BeforeEach
    void oneAnalysedProject() {
        sonar.serverTime = NOW;
        Project project = new Project("acme_checkout");
        project.main()
                .analyses
                .add(new Analysis(
                        "A1", NOW.minusSeconds(7200), "1.0", "rev", Map.of("alert_status", "OK", "ncloc", "10")));
        sonar.projects.put(project.key, project);
    }

    @Test
    void triesEachCapabilityOfEachProject() {
        List<CheckResult> results = check(Settings.of("acme_checkout", "gone"));

        assertThat(results)
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        tuple("authenticate", Outcome.WORKS),
                        tuple("clock", Outcome.WORKS),
                        tuple("rating mode", Outcome.WORKS),
                        tuple("metrics", Outcome.WORKS),
                        tuple("project acme_checkout", Outcome.WORKS),
                        tuple("branches of acme_checkout", Outcome.WORKS),
                        tuple("measures of acme_checkout", Outcome.WORKS),
                        tuple("issues of acme_checkout", Outcome.WORKS),
                        tuple("hotspots of acme_checkout", Outcome.WORKS),
                        // of what cannot be seen no issue is looked for: there would be none
                        tuple("project gone", Outcome.NOT_FOUND),
                        tuple("webhooks", Outcome.WORKS));
        assertThat(results.get(4)).satisfies(project -> {
            assertThat(project.rows()).isEqualTo(1);
            assertThat(project.latest()).isEqualTo(NOW.minusSeconds(7200));
            assertThat(project.detail()).contains("2 hours ago", "quality gate OK");
            assertThat(project.latency()).isNotNull();
        });
        assertThat(results.get(9).detail()).contains("Component key 'gone' not found");
        assertThat(results.get(9).remedy()).contains("project key");
    }

    @Test
    void namesMetricsThatTheServerDoesNotKnow() {
        CheckResult metrics = result(check(Settings.of("acme_checkout")), "metrics");

        assertThat(metrics.rows()).isEqualTo(6);
        assertThat(metrics.detail()).startsWith("6 of ").contains("not ", "cognitive_complexity");
    }

    @Test
    void doesNotTakeAnAnswerForAnAcceptedToken() {
        sonar.tokenValid = false;

        assertThat(check(Settings.of("acme_checkout"))).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
            assertThat(result.remedy()).contains("user token");
        });
    }

    @Test
    void warnsBeforeATokenExpires() {
        sonar.tokenExpiry = "2026-11-24T00:00:00+0000";

        CheckResult token = result(check(Settings.of("acme_checkout")), "authenticate");

        assertThat(token.remedy()).contains("new token");
        assertThat(token.works()).isTrue();
    }

    @Test
    void warnsOfClocksThatDisagree() {
        sonar.serverTime = NOW.plusSeconds(600);

        CheckResult clock = result(check(Settings.of("acme_checkout")), "clock");

        assertThat(clock.detail()).contains("600 s ahead");
        assertThat(clock.remedy()).contains("synchronize");
    }

    @Test
    void tellsAProjectThatWasNeverAnalysed() {
        sonar.projects.put("new", new Project("new"));

        CheckResult project = result(check(Settings.of("new")), "project new");

        assertThat(project.outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
        assertThat(project.remedy()).contains("run an analysis");
    }

    @Test
    void tellsBranchesThatFitNothing() {
        Objects.requireNonNull(sonar.projects.get("acme_checkout")).branches.add(new Branch("b", "release/1"));

        assertThat(result(check(Settings.withBranches("develop")), "branches of acme_checkout"))
                .satisfies(branches -> {
                    assertThat(branches.outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
                    assertThat(branches.detail()).contains("develop");
                });
        assertThat(result(check(Settings.withBranches("release/*")), "branches of acme_checkout")
                        .detail())
                .contains("release/1");
    }

    @Test
    void takesMissingWebhooksForNothingThatReadingNeeds() {
        sonar.webhooksAllowed = false;

        CheckResult webhooks = result(check(Settings.of("acme_checkout")), "webhooks");

        assertThat(webhooks.outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
        assertThat(webhooks.remedy()).contains("paid plan");
    }

    @Test
    void saysThatNothingMayBeBrowsed() {
        sonar.projects.clear();

        assertThat(result(check(Settings.withBranches()), "list projects").outcome())
                .isEqualTo(Outcome.WORKS_BUT_EMPTY);
    }

    @Test
    void tellsVersionAndModeOfAServer() {
        sonar.mode = "STANDARD_EXPERIENCE";
        SonarClient server = SonarClient.builder(Settings.URL)
                .edition(SonarEdition.SERVER)
                .transport(sonar)
                .build();

        List<CheckResult> results = new SonarCheck(
                        Settings.of("acme_checkout"), server, new CallLog(TestTime.at(NOW)), TestTime.at(NOW))
                .run();

        assertThat(result(results, "server").detail()).contains("25.12.0.1", "UP");
        assertThat(result(results, "rating mode").detail()).contains("CRITICAL");
        assertThat(sonar.calls).anySatisfy(call -> assertThat(call).contains("BLOCKER,CRITICAL"));
    }

    private static CheckResult result(List<CheckResult> results, String capability) {
        return results.stream()
                .filter(result -> result.capability().equals(capability))
                .findFirst()
                .orElseThrow();
    }

    private List<CheckResult> check(SonarSettings settings) {
        TestTime clock = TestTime.at(NOW);
        CallLog calls = new CallLog(clock);
        SonarClient client =
                Settings.client().transport(sonar).clock(clock).observer(calls).build();
        try (SonarSource source = SonarSource.open(settings, client, calls, clock)) {
            return source.check();
        }
    }
}
