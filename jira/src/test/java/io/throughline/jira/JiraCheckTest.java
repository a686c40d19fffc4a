package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.core.config.Secret;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JiraCheckTest {

    private static final String PERMISSIONS =
            "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":%s},\"CREATE_ISSUES\":{\"havePermission\":%s}}}";

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void saysWhatWorks() {
        authenticated()
                .answer(200, Fixtures.read("project/ops.json"))
                .answer(200, PERMISSIONS.formatted(true, false))
                .answer(200, "{\"issues\":[{\"id\":\"1\"}],\"isLast\":false,\"nextPageToken\":\"t\"}")
                .answer(200, Fixtures.read("project/ops.json"))
                .answer(200, PERMISSIONS.formatted(true, true));

        assertThat(check(Settings.of(Set.of("OPS"), new JiraSettings.Incidents("OPS", "incident"))))
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        tuple("authenticate", Outcome.WORKS),
                        tuple("read project OPS", Outcome.WORKS),
                        tuple("search tickets", Outcome.WORKS),
                        tuple("file incidents in OPS", Outcome.WORKS));
        assertThat(transport.left()).isZero();
    }

    @Test
    void namesThePermissionThatIsMissing() {
        authenticated()
                .answer(404, "{\"errorMessages\":[\"No project could be found with key 'CHK'.\"]}")
                .answer(200, Fixtures.read("project/ops.json"))
                .answer(200, PERMISSIONS.formatted(false, false))
                .answer(200, Fixtures.read("project/ops.json"))
                .answer(200, PERMISSIONS.formatted(true, false));

        List<CheckResult> results = check(Settings.of(Set.of("CHK", "OPS"), new JiraSettings.Incidents("OPS", null)));

        assertThat(results)
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        tuple("authenticate", Outcome.WORKS),
                        tuple("read project CHK", Outcome.NOT_FOUND),
                        tuple("read project OPS", Outcome.FORBIDDEN),
                        tuple("file incidents in OPS", Outcome.FORBIDDEN));
        assertThat(results.get(2).remedy()).contains("Browse projects");
        assertThat(results.get(3).remedy()).contains("Create issues");
    }

    @Test
    void namesTheIssueTypesThatExist() {
        authenticated().answer(200, "{\"issues\":[],\"isLast\":true}").answer(200, Fixtures.read("project/ops.json"));

        List<CheckResult> results = check(Settings.of(Set.of(), new JiraSettings.Incidents("OPS", "Outage")));

        assertThat(results.get(1).outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
        assertThat(results.get(2).outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(results.get(2).remedy()).contains("[Incident, Task]");
    }

    @Test
    void stopsAtACredentialThatIsNotAccepted() {
        transport
                .answer(200, Fixtures.read("server/info.json"))
                .answer(401, "Client must be authenticated to access this resource.", Map.of());

        assertThat(check(Settings.of(Set.of("OPS")))).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
            assertThat(result.detail()).contains("check email and token").doesNotContain("token-of-tests");
        });
    }

    @Test
    void saysThatAServerIsNotCloud() {
        transport.answer(200, "{\"deploymentType\":\"Server\",\"version\":\"10.3.1\"}");

        assertThat(check(Settings.of(Set.of()))).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.remedy()).contains("only Jira Cloud");
        });
    }

    private ScriptedTransport authenticated() {
        return transport
                .answer(200, Fixtures.read("server/info.json"))
                .answer(200, Fixtures.read("server/myself.json"));
    }

    private List<CheckResult> check(JiraSettings settings) {
        JiraClient client = JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .apiToken("sre@acme.example", Secret.of("token-of-tests"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never())
                .build();
        SourceRuntime runtime =
                new SourceRuntime(TestTime.at(Instant.parse("2026-11-22T12:00:00Z")), Settings.HTTP, null);
        try (JiraSource source = JiraSource.open(settings, client, runtime)) {
            return source.check();
        }
    }
}
