package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import io.throughline.sentry.event.EventChoice;
import io.throughline.sentry.event.SentryEventDetails;
import io.throughline.sentry.event.SentryFrame;
import io.throughline.sentry.event.SentrySuspectCommit;
import io.throughline.sentry.integration.SentryExternalIssue;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.IssueSort;
import io.throughline.sentry.issue.IssueUpdate;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.issue.SentrySearch;
import io.throughline.sentry.issue.SentryTag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Issues, their events and the tickets linked to them. */
class SentryIssuesTest {

    private static final String ISSUE = """
            {"id": "7", "shortId": "API-7", "title": "TimeoutError", "status": "unresolved", "count": "150",
             "userCount": 12, "project": {"id": "2", "slug": "api"}, "assignedTo": {"type": "team", "id": "5"},
             "substatus": "of_a_newer_server", "brandNew": {"deep": [null, 1]}}
            """;

    private final TestTime time = TestTime.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final ScriptedTransport transport = new ScriptedTransport();
    private final SentryClient sentry = SentryClient.builder(URI.create("https://de.sentry.io"), "acme")
            .token(Secret.of("sntryu_secret"))
            .transport(transport)
            .retryPolicy(new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofMinutes(1), 0, Duration.ofMinutes(5)))
            .clock(time)
            .waiter(time)
            .build();

    private String asked() {
        List<TransportRequest> requests = transport.requests();
        TransportRequest last = requests.get(requests.size() - 1);
        String base = "https://de.sentry.io/api/0/organizations/acme";
        return last.method() + " " + last.uri().toString().replace(base, "");
    }

    private String sent() {
        List<TransportRequest> requests = transport.requests();
        return String.valueOf(requests.get(requests.size() - 1).body());
    }

    @Test
    void areListedByATypedSearch() {
        transport.answer(200, "[" + ISSUE + "]");

        List<SentryIssue> issues = sentry
                .issues()
                .list(IssueQuery.builder()
                        .search(SentrySearch.all().is("unresolved").equal("message", "a\"b"))
                        .sort(IssueSort.EVENTS)
                        .expand("owners")
                        .ids(List.of("7"))
                        .build())
                .stream()
                .toList();

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.count()).isEqualTo(150);
            assertThat(issue.substatus()).isEqualTo("of_a_newer_server");
            assertThat(issue.assignedTo()).isEqualTo(new SentryIssue.Assignee("team", "5"));
        });
        assertThat(asked())
                .isEqualTo("GET /issues/?query=is%3Aunresolved%20message%3A%22a%5C%22b%22&sort=freq&limit=100&group=7"
                        + "&expand=owners&collapse=stats&collapse=filtered&collapse=unhandled");
    }

    @Test
    void areFoundByTheIdThatPeopleUse() {
        transport
                .answer(200, "{\"groupId\": \"7\", \"group\": " + ISSUE + "}")
                .answer(404, "{\"detail\": \"The requested resource does not exist\"}");

        assertThat(sentry.issues().findByShortId("API-7").orElseThrow().id()).isEqualTo("7");
        assertThat(asked()).isEqualTo("GET /shortids/API-7/");
        assertThat(sentry.issues().findByShortId("API-8")).isEmpty();
    }

    @Test
    void areChangedByOnlyWhatIsSaid() {
        transport.answer(200, ISSUE).answer(200, ISSUE).answer(204, "");

        sentry.issues().update("7", IssueUpdate.resolveInRelease("api@2.8.1").assignToTeam("5"));
        assertThat(asked()).isEqualTo("PUT /issues/7/");
        assertThat(sent())
                .isEqualTo("{\"status\":\"resolved\",\"statusDetails\":{\"inRelease\":\"api@2.8.1\"},"
                        + "\"assignedTo\":\"team:5\"}");

        sentry.issues().update("7", IssueUpdate.archiveUntilEvents(100, Duration.ofHours(1)));
        assertThat(sent())
                .startsWith("{\"status\":\"ignored\",")
                .contains("\"ignoreCount\":100")
                .contains("\"ignoreWindow\":60")
                .contains("\"substatus\":\"archived_until_condition_met\"");

        assertThat(sentry.issues().updateAll(List.of("7", "8"), IssueUpdate.unresolve()))
                .isFalse();
        assertThat(asked()).isEqualTo("PUT /issues/?id=7&id=8");
    }

    @Test
    void areNeverChangedAllAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sentry.issues().updateAll(List.of(), IssueUpdate.resolve()))
                .withMessageContaining("ids must be 1 to 1000");
        assertThatIllegalArgumentException().isThrownBy(() -> sentry.issues().update("7", IssueUpdate.nothing()));
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void tellWhomTheyAffectByTag() {
        transport
                .answer(
                        200,
                        "{\"key\": \"region\", \"name\": \"Region\", \"uniqueValues\": 2, \"totalValues\": 150,"
                                + " \"topValues\": [{\"value\": \"eu\", \"count\": 100}, null,"
                                + " {\"value\": null, \"count\": 50}]}")
                .answer(200, "[{\"id\": \"abc\", \"latestEvent\": {}}]");

        SentryTag tag = sentry.issues().getTag("7", "region");
        assertThat(tag.topValues()).extracting(SentryTag.Value::count).containsExactly(100L, 50L);
        assertThat(asked()).isEqualTo("GET /issues/7/tags/region/");
        assertThat(sentry.issues().listHashes("7")).extracting("id").containsExactly("abc");
    }

    @Test
    void eventsTellWhereSomethingWasThrownAndInWhichTrace() {
        transport.answer(200, """
                {"id": "e1", "groupID": "7", "projectID": "2", "title": "TimeoutError: too slow", "type": "error",
                 "dateCreated": "2026-03-01T11:59:58.123456Z", "release": {"version": "api@2.8.0"},
                 "user": {"email": "someone@example.com"},
                 "contexts": {"trace": {"trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331"},
                              "os": null},
                 "tags": [{"key": "environment", "value": "prod"}, {"key": "odd", "value": null}],
                 "entries": [{"type": "breadcrumbs", "data": {"values": [null]}},
                   {"type": "exception", "data": {"values": [
                     {"type": "SocketError", "value": null, "stacktrace": null},
                     {"type": "TimeoutError", "value": "too slow", "mechanism": {"handled": false},
                      "stacktrace": {"frames": [
                        {"filename": "Main.java", "function": "main", "lineNo": 3, "inApp": true},
                        {"filename": "Pool.java", "function": "take", "lineNo": 77, "inApp": false}]}}]}}]}
                """);

        SentryEventDetails event = sentry.events().get("7", EventChoice.LATEST);

        assertThat(asked()).isEqualTo("GET /issues/7/events/latest/");
        assertThat(event.traceId()).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(event.spanId()).contains("b7ad6b7169203331");
        assertThat(event.tag("environment")).contains("prod");
        assertThat(event.thrown()).extracting("type").containsExactly("SocketError", "TimeoutError");
        assertThat(event.thrown().get(1).handled()).isFalse();
        assertThat(event.thrown().get(1).thrownAt().map(SentryFrame::function)).contains("take");
        assertThat(event.toString()).doesNotContain("someone@example.com");
    }

    @Test
    void eventsAreListedWithAllTheirParts() {
        transport.answer(200, """
                [{"id": "e1", "groupID": "7", "event.type": "error", "title": "T",
                  "contexts": {"trace": {"trace_id": "0af7651916cd43dd8448eb211c80319c"}},
                  "entries": [{"type": "exception", "data": {"values": [{"type": "E"}, null]}}, null]}]
                """);

        List<SentryEventDetails> events =
                sentry.events().listFull("7", null, List.of("prod")).stream().toList();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("error");
            assertThat(event.traceId()).contains("0af7651916cd43dd8448eb211c80319c");
            assertThat(event.thrown()).extracting("type").containsExactly("E");
        });
        assertThat(asked()).isEqualTo("GET /issues/7/events/?full=true&per_page=100&environment=prod");
    }

    @Test
    void suspectCommitsAreToldOnce() {
        transport
                .answer(
                        200,
                        "{\"committers\": [{\"author\": {}, \"commits\": [{\"id\": \"c1\", \"message\": null},"
                                + " {\"id\": \"c2\"}]}, {\"commits\": [{\"id\": \"c1\"}]}]}")
                .answer(404, "{\"detail\": \"No committers\"}");

        assertThat(sentry.events().listSuspectCommits("api", "e1"))
                .extracting(SentrySuspectCommit::id)
                .containsExactly("c1", "c2");
        assertThat(asked()).endsWith("/api/0/projects/acme/api/events/e1/committers/");
        assertThat(sentry.events().listSuspectCommits("api", "e2")).isEmpty();
    }

    @Test
    void areLinkedToTickets() {
        transport
                .answer(200, "[{\"id\": \"3\", \"name\": \"acme\", \"provider\": {\"key\": \"jira\"}}]")
                .answer(201, "{\"id\": 9, \"key\": \"OPS-12\", \"url\": \"https://a\", \"integrationId\": \"3\"}")
                .answer(204, "")
                .answer(
                        200,
                        "{\"id\": \"10\", \"issueId\": \"7\", \"serviceType\": \"tl\", \"displayName\": \"OPS#12\","
                                + " \"webUrl\": \"https://b\"}");

        assertThat(sentry.integrations().list("jira")).extracting("id").containsExactly("3");
        SentryExternalIssue linked = sentry.integrations().linkTicket("7", "3", "OPS-12");
        assertThat(linked.id()).isEqualTo("9");
        assertThat(asked()).isEqualTo("PUT /issues/7/integrations/3/");
        sentry.integrations().unlinkTicket("7", "3", linked.id());
        assertThat(asked()).isEqualTo("DELETE /issues/7/integrations/3/?externalIssue=9");
        assertThat(sentry.integrations()
                        .putExternalIssue("u-1", 7, URI.create("https://b"), "OPS", "12")
                        .url())
                .isEqualTo("https://b");
        assertThat(sent())
                .isEqualTo("{\"issueId\":7,\"webUrl\":\"https://b\",\"project\":\"OPS\",\"identifier\":\"12\"}");
    }

    @Test
    void aFailedLinkOfAnAppIsTriedAgainSinceThereCanBeOnlyOne() {
        transport.answer(503, "").answer(200, "{\"id\": \"10\"}");

        sentry.integrations().putExternalIssue("u-1", 7, URI.create("https://b"), "OPS", "12");

        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void aMissingScopeIsNamedByTheServerOrByUs() {
        transport
                .answer(
                        403,
                        "{\"detail\": \"You do not have permission to perform this action.\"}",
                        Map.of("WWW-Authenticate", "Bearer scope=\"event:write event:admin\""))
                .answer(403, "{\"detail\": \"You do not have permission to perform this action.\"}");

        assertThatThrownBy(() -> sentry.issues().update("7", IssueUpdate.resolve()))
                .isInstanceOf(PermissionException.class)
                .hasMessageContaining("event:write or event:admin");
        assertThatThrownBy(() -> sentry.issues().update("7", IssueUpdate.resolve()))
                .isInstanceOf(PermissionException.class)
                .hasMessageContaining("the scope event:write");
    }

    @Test
    void aRenamedProjectIsToldByItsNewName() {
        transport.answer(
                302,
                "{\"slug\": \"checkout\", \"detail\": {\"code\": \"resource-moved\", \"message\": \"Moved\","
                        + " \"extra\": {\"url\": \"/api/0/projects/acme/checkout/tags/\", \"slug\": \"checkout\"}}}");

        assertThatThrownBy(() -> sentry.events().listTagKeys("api"))
                .isInstanceOf(ResponseException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("renamed to 'checkout'");
    }
}
