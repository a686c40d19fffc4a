package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.JiraStatus;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraField;
import io.throughline.jira.text.RichText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JiraClientTest {

    private static final Jql OPEN = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"));
    private static final String SECRET = "s3cret-token";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final JiraClient client = JiraClient.builder(URI.create("https://acme.atlassian.net/"))
            .apiToken("sre@acme.example", Secret.of(SECRET))
            .transport(transport)
            .clock(time)
            .waiter(time)
            .build();

    @Test
    void readsAnIssueWithWhatItKnowsAndWhatItDoesNot() {
        transport.answer(200, Fixtures.read("search/incident.json"));

        JiraIssue issue = client.issues()
                .search(JiraSearch.builder(OPEN).build())
                .iterator()
                .next();

        assertThat(issue.key()).isEqualTo("OPS-17");
        assertThat(issue + " " + issue.fields() + " " + issue.changelog())
                .as("people and texts stay out")
                .doesNotContain("Mia", "Krystof", "Emma", "5b10", "Checkout is slow");
        assertThat(issue.fields().created()).isEqualTo("2026-11-20T08:14:03.512Z");
        assertThat(issue.fields().status())
                .extracting(JiraStatus::category)
                .extracting(JiraStatus.Category::key)
                .isEqualTo("done");
        assertThat(issue.fields().labels()).containsExactly("sev2", "checkout");
        assertThat(issue.fields().description())
                .extracting(RichText::plain)
                .isEqualTo("Since 2026-11-20 orders time out. Ask @Mia Krystof\n"
                        + "- dashboard (https://acme.example/d/1)\n- database\nkept");
        assertThat(issue.fields().other("customfield_10010").orElseThrow())
                .isEqualTo(Map.of("value", "EU", "id", "10500"));
        assertThat(issue.fields().others()).containsKey("customfield_10012").doesNotContainKey("customfield_10011");
        assertThat(issue.changelog()).isNotNull().satisfies(changelog -> {
            assertThat(changelog.isCut()).isTrue();
            assertThat(changelog.histories().get(0).items().get(0).toText()).isEqualTo("Erledigt");
        });
    }

    @Test
    void asksForNamedFieldsAndHistoryByPost() {
        transport.answer(200, "{\"issues\":[],\"isLast\":true}");

        client.issues()
                .search(JiraSearch.builder(OPEN)
                        .fields("summary", "status")
                        .changelog(true)
                        .pageSize(50)
                        .build())
                .forEach(issue -> {});

        assertThat(transport.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri()).hasToString("https://acme.atlassian.net/rest/api/3/search/jql");
            assertThat(request.body())
                    .isEqualTo(
                            "{\"jql\":\"project = \\\"OPS\\\"\",\"maxResults\":50,\"fields\":[\"summary\",\"status\"],"
                                    + "\"expand\":\"changelog\"}");
            assertThat(request.headers().first("Authorization").orElseThrow()).startsWith("Basic ");
        });
    }

    @Test
    void goesOnAfterShortAndEmptyPagesAndStopsAtTheLast() {
        transport
                .answer(200, "{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"}],\"nextPageToken\":\"t1\",\"isLast\":false}")
                .answer(200, "{\"issues\":[],\"nextPageToken\":\"t2\",\"isLast\":false}")
                .answer(200, "{\"nextPageToken\":\"t3\"}")
                .answer(
                        200,
                        "{\"issues\":[null,{\"id\":\"2\",\"key\":\"A-2\"}],\"nextPageToken\":\"t4\",\"isLast\":true}");

        List<String> keys = client.issues().search(JiraSearch.builder(OPEN).build()).stream()
                .map(JiraIssue::key)
                .toList();

        assertThat(keys).containsExactly("A-1", "A-2");
        assertThat(transport.requests())
                .extracting(request -> String.valueOf(request.body()).replaceAll(".*nextPageToken\":\"", ""))
                .endsWith("t1\"}", "t2\"}", "t3\"}");
        assertThat(transport.left()).isZero();
    }

    @Test
    void readsAllChangesByOffsetAndFollowsNoLink() {
        transport
                .answer(200, Fixtures.read("changelog/page-1.json"))
                .answer(200, Fixtures.read("changelog/page-2.json"));

        List<JiraChange> changes = client.issues().listChanges("10412").stream().toList();

        assertThat(changes).extracting(JiraChange::id).containsExactly("52001", "52002", "52003");
        assertThat(transport.requests().get(1).uri())
                .hasToString("https://acme.atlassian.net/rest/api/3/issue/10412/changelog?startAt=2&maxResults=100");
    }

    @Test
    void listsProjectsAcrossPages() {
        transport.answer(200, Fixtures.read("project/page-1.json")).answer(200, Fixtures.read("project/page-2.json"));

        assertThat(client.projects().list()).extracting(JiraProject::key).containsExactly("CHK", "OPS", "PAY");
    }

    @Test
    void readsNumbersWrittenAsTextsAndTheReverse() {
        transport.answer(200, """
                {"issues":[{"id":10412,"key":"OPS-17","fields":{"summary":17,"labels":null,"components":[null],
                "created":1795132800000,"status":{"id":3,"name":true}},"changelog":{"total":"2","histories":null}}],
                "isLast":"true"}""");

        JiraIssue issue = client.issues()
                .search(JiraSearch.builder(OPEN).build())
                .iterator()
                .next();

        assertThat(issue.id()).isEqualTo("10412");
        assertThat(issue.fields().summary()).isEqualTo("17");
        assertThat(issue.fields().labels()).isEmpty();
        assertThat(issue.fields().components()).isEmpty();
        assertThat(issue.fields().created()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(issue.changelog())
                .isNotNull()
                .satisfies(changelog -> assertThat(changelog.isCut()).isTrue());
    }

    @Test
    void findsFieldsByNameWhichIsNotUnique() {
        transport.answer(200, Fixtures.read("field/fields.json"));

        assertThat(client.site().findFields("Region"))
                .extracting(JiraField::id)
                .containsExactly("customfield_10010", "customfield_10017");
    }

    @Test
    void saysWhichPermissionsTheAccountHas() {
        transport.answer(200, Fixtures.read("permission/ops.json"));

        Map<String, ?> permissions = client.site().getMyPermissions("OPS", List.of("BROWSE_PROJECTS", "CREATE_ISSUES"));

        assertThat(client.toString()).doesNotContain(SECRET);
        assertThat(permissions).hasSize(2);
        assertThat(transport.requests().get(0).uri().getRawQuery())
                .isEqualTo("projectKey=OPS&permissions=BROWSE_PROJECTS%2CCREATE_ISSUES");
    }

    @Test
    void keepsTheUserOutOfItsTextForm() {
        transport.answer(200, Fixtures.read("server/myself.json"));

        assertThat(client.site().getMyself()).hasToString("JiraUser[atlassian]").satisfies(user -> {
            assertThat(user.identity()).contains("5b10a2844c20165700ede21g");
            assertThat(user.timeZone()).isEqualTo("Europe/Berlin");
        });
    }

    @Test
    void countsAndReadsTheServer() {
        transport.answer(200, "{\"count\":153}").answer(200, Fixtures.read("server/info.json"));

        assertThat(client.issues().approximateCount(OPEN)).isEqualTo(153);
        assertThat(client.site().getServerInfo()).satisfies(server -> {
            assertThat(server.isCloud()).isTrue();
            assertThat(server.serverTime()).isEqualTo("2026-11-22T12:00:00Z");
        });
    }

    @Nested
    class WhenTheCredentialIsNotAccepted {

        @ParameterizedTest
        @ValueSource(strings = {"AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED"})
        void noticesItInAnEmptySuccess(String reason) {
            transport.answer(200, "{\"issues\":[],\"isLast\":true}", Map.of("X-Seraph-LoginReason", reason));

            assertThatThrownBy(() -> client.issues()
                            .search(JiraSearch.builder(OPEN).build())
                            .iterator()
                            .hasNext())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining("API tokens expire")
                    .hasMessageNotContaining(SECRET);
        }

        @Test
        void noticesItInANotFound() {
            transport.answer(
                    404,
                    "{\"errorMessages\":[\"Issue does not exist or you do not have permission to see it.\"],\"errors\":{}}",
                    Map.of("x-seraph-loginreason", "AUTHENTICATED_FAILED"));

            assertThatThrownBy(() -> client.issues().get("OPS-1")).isInstanceOf(AuthenticationException.class);
        }

        @Test
        void takesAnAcceptedLoginForWhatItIs() {
            transport.answer(404, "{\"errorMessages\":[\"gone\"]}", Map.of("X-Seraph-LoginReason", "OK"));

            assertThatThrownBy(() -> client.issues().get("OPS-1")).isInstanceOf(NotFoundException.class);
        }

        @Test
        void tellsTheRemedyWithAPlainTextAnswer() {
            transport.answer(401, "Basic authentication with passwords is deprecated.\n");

            assertThatThrownBy(() -> client.site().getMyself())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("passwords is deprecated")
                    .hasMessageContaining("check email and token")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void repeatsJirasWordsAboutAQuery() {
        transport.answer(
                400,
                "{\"errorMessages\":[\"The value 'OPS' does not exist for the field 'project'.\"],\"warningMessages\":[]}");

        assertThatThrownBy(() -> client.issues()
                        .search(JiraSearch.builder(OPEN).build())
                        .iterator()
                        .hasNext())
                .isInstanceOf(QueryRejectedException.class)
                .hasMessageContaining("search issues")
                .hasMessageContaining("The value 'OPS' does not exist for the field 'project'.");
    }

    @Test
    void waitsAsLongAsJiraAsks() {
        transport
                .answer(429, "{}", Map.of("Retry-After", "7", "RateLimit-Reason", "jira-burst-based"))
                .answer(200, "{\"issues\":[],\"isLast\":true}");

        assertThat(client.issues().search(JiraSearch.builder(OPEN).build())).isEmpty();
        assertThat(time.waits()).contains(Duration.ofSeconds(7));
        assertThat(client.timesThrottled()).isPositive();
    }

    @Test
    void waitsUntilTheResetThatHasNoSeconds() {
        transport
                .answer(429, "{}", Map.of("X-RateLimit-Reset", "2026-11-22T12:01Z", "X-RateLimit-Remaining", "0"))
                .answer(200, "{\"count\":1}");

        assertThat(client.issues().approximateCount(OPEN)).isEqualTo(1);
        assertThat(time.waits()).contains(Duration.ofMinutes(1));
    }

    @Test
    void doesNotWaitForAQuotaThatOpensNextHour() {
        transport.answer(
                429,
                "{\"errorMessages\":[\"Rate limit exceeded.\"]}",
                Map.of("X-RateLimit-Reset", "2026-11-22T13:00Z", "RateLimit-Reason", "jira-quota-tenant-based"));

        RateLimitedException failure = catchThrowableOfType(
                RateLimitedException.class, () -> client.issues().approximateCount(OPEN));

        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void refusesPageSizesJiraDoesNotKnow() {
        assertThatThrownBy(() -> JiraSearch.builder(OPEN).pageSize(0).build())
                .hasMessage("pageSize must be in [1, 5000], was 0");
    }
}
