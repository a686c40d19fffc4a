package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.core.config.Secret;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.testkit.TestTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JiraCheckTest {

    private static final Set<String> WRITING =
            Set.of("POST /rest/api/3/search/jql", "POST /rest/api/3/search/approximate-count");

    private final RoutedTransport jira = new RoutedTransport()
            .on("serverInfo", Fixtures.read("server/info.json"))
            .on("myself", Fixtures.read("server/myself.json"))
            .on("project/OPS", Fixtures.read("project/ops.json"))
            .on("mypermissions", permissions("CREATE_ISSUES", "EDIT_ISSUES", "ADD_COMMENTS", "LINK_ISSUES"))
            .on(
                    "search/jql",
                    "{\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\",\"fields\":{\"updated\":"
                            + "\"2026-11-21T10:00:00.000+0100\"}}],\"isLast\":false,\"nextPageToken\":\"t\"}")
            .on("search/approximate-count", "{\"count\":153}")
            .on("issue/1/changelog", Fixtures.read("changelog/page-2.json"))
            .on("project/OPS/version", "{\"values\":[],\"isLast\":true}")
            .on("issue/createmeta/OPS/issuetypes", Fixtures.read("create/types.json"))
            .on("issue/createmeta/OPS/issuetypes/10010", Fixtures.read("create/fields.json"))
            .on(
                    "issue/1/transitions",
                    "{\"transitions\":[{\"id\":\"31\",\"name\":\"Fertig\",\"isAvailable\":true,"
                            + "\"to\":{\"id\":\"5\",\"statusCategory\":{\"key\":\"done\"}}}]}");

    @Test
    void saysWhatWorks() {
        jira.instead("mypermissions", permissions("ALL"));

        List<CheckResult> results = check(settings("incident"));

        assertThat(results)
                .extracting(CheckResult::capability, CheckResult::outcome)
                .containsExactly(
                        tuple("authenticate", Outcome.WORKS),
                        tuple("clock", Outcome.WORKS),
                        tuple("read project OPS", Outcome.WORKS),
                        tuple("changelog", Outcome.WORKS),
                        tuple("versions of OPS", Outcome.WORKS_BUT_EMPTY),
                        tuple("incidents in OPS", Outcome.WORKS),
                        tuple("incidents in OPS: create issues", Outcome.WORKS),
                        tuple("incidents in OPS: edit issues", Outcome.WORKS),
                        tuple("incidents in OPS: add comments", Outcome.WORKS),
                        tuple("incidents in OPS: link issues", Outcome.WORKS),
                        tuple("incidents in OPS: transition issues", Outcome.WORKS),
                        tuple("incidents in OPS: issue type", Outcome.WORKS),
                        tuple("incidents in OPS: fields of Incident", Outcome.WORKS),
                        tuple("incidents in OPS: close", Outcome.WORKS),
                        tuple("rate limit", Outcome.WORKS));
        assertThat(results.get(0).detail()).contains("Europe/Berlin");
        assertThat(results.get(2).rows()).isEqualTo(153);
        assertThat(results.get(2).latest()).isEqualTo("2026-11-21T09:00:00Z");
        assertThat(results.get(12).detail()).contains("priorities: [High, Low]");
    }

    @Test
    void createsAndChangesNothing() {
        jira.instead("mypermissions", permissions("ALL"));

        check(settings(null));

        assertThat(jira.asked()).allMatch(call -> call.startsWith("GET ") || WRITING.contains(call), "reads only");
    }

    @Test
    void namesThePermissionThatIsMissingToWrite() {
        CheckResult missing = result(check(settings("Incident")), "incidents in OPS: transition issues");

        assertThat(missing.outcome()).isEqualTo(Outcome.FORBIDDEN);
        assertThat(missing.detail()).contains("TRANSITION_ISSUES");
        assertThat(missing.remedy()).contains("Transition issues", "permission scheme of project OPS");
    }

    @Test
    void namesThePermissionThatIsMissingToRead() {
        jira.instead(
                "mypermissions",
                "{\"permissions\":{\"BROWSE_PROJECTS\":{\"key\":\"BROWSE_PROJECTS\",\"havePermission\":false}}}");

        CheckResult missing = result(check(Settings.of(Set.of("OPS"))), "read project OPS");

        assertThat(missing.outcome()).isEqualTo(Outcome.FORBIDDEN);
        assertThat(missing.remedy()).contains("Browse projects");
    }

    @Test
    void tellsAProjectThatDoesNotExist() {
        jira.on("project/CHK", 404, "{\"errorMessages\":[\"No project could be found with key 'CHK'.\"]}", Map.of())
                .on("project/CHK/version", "{\"values\":[],\"isLast\":true}");

        CheckResult missing = result(check(Settings.of(Set.of("CHK"))), "read project CHK");

        assertThat(missing.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(missing.remedy()).contains("check the key");
    }

    @Test
    void namesTheIssueTypesThatExist() {
        CheckResult type = result(check(settings("Outage")), "incidents in OPS: issue type");

        assertThat(type.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(type.remedy()).contains("[Incident, Task]");
    }

    @Test
    void takesTheUsualTypeIfNoneIsWritten() {
        assertThat(result(check(settings(null)), "incidents in OPS: issue type").detail())
                .contains("Incident (id 10010)", "jira.incidents.issueType");
    }

    @Test
    void namesRequiredFieldsThatAnIncidentWouldNotSet() {
        jira.instead(
                "issue/createmeta/OPS/issuetypes/10010",
                Fixtures.read("create/fields.json").replace("\"required\": false", "\"required\": true"));

        CheckResult fields = result(check(settings("Incident")), "incidents in OPS: fields of Incident");

        assertThat(fields.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fields.detail())
                .contains("'Priority' (priority)", "'Impact' (customfield_10042)")
                .doesNotContain("summary", "reporter");
        assertThat(fields.remedy()).contains("default value");
    }

    @Test
    void wantsLabelsOnTheScreenAsTheyFindAnIncidentAgain() {
        jira.instead(
                "issue/createmeta/OPS/issuetypes/10010",
                Fixtures.read("create/fields.json").replace("\"labels\"", "\"tags\""));

        CheckResult fields = result(check(settings("Incident")), "incidents in OPS: fields of Incident");

        assertThat(fields.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fields.detail()).contains("has no labels");
    }

    @Test
    void tellsIfNothingLeadsToDone() {
        jira.instead(
                "issue/1/transitions",
                "{\"transitions\":[{\"id\":\"11\",\"name\":\"Done\",\"isAvailable\":true,"
                        + "\"to\":{\"id\":\"3\",\"statusCategory\":{\"key\":\"indeterminate\"}}}]}");

        CheckResult close = result(check(settings("Incident")), "incidents in OPS: close");

        assertThat(close.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(close.remedy()).contains("workflow");
    }

    @Test
    void tellsAClockThatIsWrong() {
        jira.instead(
                "serverInfo", Fixtures.read("server/info.json").replace("2026-11-22T12:00:00", "2026-11-22T11:50:00"));

        CheckResult clock = result(check(Settings.of(Set.of("OPS"))), "clock");

        assertThat(clock.outcome()).as("what is read is read all the same").isEqualTo(Outcome.WORKS);
        assertThat(clock.detail()).contains("600 s behind");
        assertThat(clock.remedy()).contains("NTP");
    }

    @Test
    void stopsAtACredentialThatIsNotAccepted() {
        RoutedTransport closed = new RoutedTransport()
                .on("myself", 401, "Client must be authenticated to access this resource.", Map.of());

        assertThat(check(Settings.of(Set.of("OPS")), closed)).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
            assertThat(result.detail()).contains("check email and token").doesNotContain("token-of-tests");
        });
    }

    /** A token that ran out between two calls: Jira answers 200 and nothing, as to somebody without an account. */
    @Test
    void takesAnEmptyAnswerToNobodyForAnError() {
        RoutedTransport expired = new RoutedTransport()
                .on("serverInfo", Fixtures.read("server/info.json"))
                .on("myself", Fixtures.read("server/myself.json"))
                .on(
                        "search/jql",
                        200,
                        "{\"issues\":[],\"isLast\":true}",
                        Map.of("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"));

        CheckResult search = result(check(Settings.of(Set.of()), expired), "search tickets");

        assertThat(search.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
    }

    @Test
    void tellsThatNothingIsThere() {
        jira.instead("search/jql", "{\"issues\":[],\"isLast\":true}");

        CheckResult search = result(check(Settings.of(Set.of())), "search tickets");

        assertThat(search.outcome()).isEqualTo(Outcome.WORKS_BUT_EMPTY);
        assertThat(search.rows()).isZero();
    }

    @Test
    void tellsThatLittleIsLeftOfTheLimit() {
        jira.on(
                "project/OPS/version",
                200,
                "{\"values\":[],\"isLast\":true}",
                Map.of("X-RateLimit-Limit", "350", "X-RateLimit-Remaining", "20", "X-RateLimit-NearLimit", "true"));
        check(Settings.of(Set.of("OPS")));

        CheckResult limit = result(check(Settings.of(Set.of("OPS"))), "rate limit");

        assertThat(limit.detail()).contains("20 of 350 calls left", "little is left");
        assertThat(limit.remedy()).contains("less often");
    }

    private static String permissions(String... granted) {
        StringBuilder body = new StringBuilder("{\"permissions\":{");
        Set<String> held = Set.of(granted);
        for (String key : List.of("CREATE_ISSUES", "EDIT_ISSUES", "ADD_COMMENTS", "LINK_ISSUES", "TRANSITION_ISSUES")) {
            body.append("\"%s\":{\"havePermission\":%s},".formatted(key, held.contains("ALL") || held.contains(key)));
        }
        return body + "\"BROWSE_PROJECTS\":{\"havePermission\":true}}}";
    }

    private static JiraSettings settings(@org.jspecify.annotations.Nullable String issueType) {
        return Settings.of(Set.of("OPS"), new JiraSettings.Incidents("OPS", issueType));
    }

    private static CheckResult result(List<CheckResult> results, String capability) {
        return results.stream()
                .filter(result -> result.capability().equals(capability))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result for " + capability + " in " + results));
    }

    private List<CheckResult> check(JiraSettings settings) {
        return check(settings, jira);
    }

    private static List<CheckResult> check(JiraSettings settings, RoutedTransport transport) {
        JiraClient.Builder client = JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .apiToken("sre@acme.example", Secret.of("token-of-tests"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never());
        SourceRuntime runtime =
                new SourceRuntime(TestTime.at(Instant.parse("2026-11-22T12:00:00Z")), Settings.HTTP, null);
        try (JiraSource source = JiraSource.open(settings, client, runtime)) {
            return source.check();
        }
    }
}
