package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.board.JiraBoard;
import io.throughline.jira.board.JiraSprint;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.link.IssueLink;
import io.throughline.jira.link.RemoteLink;
import io.throughline.jira.link.UpsertedLink;
import io.throughline.jira.project.JiraVersion;
import io.throughline.jira.project.VersionDraft;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What hangs on issues: links, properties, versions, sprints. */
class JiraLinksTest {

    private static final RemoteLink INCIDENT = RemoteLink.of(
                    "system=throughline&id=5f8d", URI.create("https://dash.example/i/5f8d"), "Incident 5f8d")
            .in("com.acme.throughline", "Throughline")
            .relationship("is shown by")
            .summary("p99 4 s")
            .icon(URI.create("https://dash.example/i.png"), "Incident")
            .resolved(false);

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
            .transport(transport)
            .clock(time)
            .waiter(time)
            .build();

    @Test
    void readsALinkBackInItsDirection() {
        transport.answer(201, "").answer(200, """
                {"id":"1","key":"A-1","fields":{"issuelinks":[
                {"id":"4","type":{"name":"Blocks","inward":"is blocked by","outward":"blocks"},"inwardIssue":{"id":"2","key":"B-2"}},
                {"id":"5","type":{"name":"Blocks","inward":"is blocked by","outward":"blocks"},"outwardIssue":{"id":"9","key":"B-9"}},
                {"id":"6","type":{"name":"Blocks","inward":"is blocked by","outward":"blocks"},"outwardIssue":{"id":"2","key":"B-2"}}]}}""");

        Optional<IssueLink> link = jira.links().link("A-1", "Blocks", "B-2");

        assertThat(transport.requests().get(0).body())
                .contains("\"inwardIssue\":{\"key\":\"A-1\"}", "\"outwardIssue\":{\"key\":\"B-2\"}");
        assertThat(link).get().satisfies(found -> {
            assertThat(found.id()).isEqualTo("6");
            assertThat(found.isOutward()).isTrue();
            assertThat(found.reading()).contains("blocks");
        });
    }

    @Test
    void listsTheWaysToLink() {
        transport.answer(200, "{\"issueLinkTypes\":[{\"id\":\"1\",\"name\":\"Relates\",\"inward\":\"relates to\"}]}");

        assertThat(jira.links().listTypes())
                .singleElement()
                .satisfies(type -> assertThat(type.name()).isEqualTo("Relates"));
    }

    @Test
    void writesARemoteLinkAgainAndAgain() {
        transport.answer(502, "").answer(201, "{\"id\":10000,\"self\":\"x\"}").answer(200, "{\"id\":\"10000\"}");

        UpsertedLink first = jira.links().upsertRemote("OPS-1", INCIDENT);
        UpsertedLink second = jira.links().upsertRemote("OPS-1", INCIDENT);

        assertThat(first).isEqualTo(new UpsertedLink(10_000, true));
        assertThat(second).isEqualTo(new UpsertedLink(10_000, false));
        assertThat(transport.requests().get(1).body())
                .isEqualTo("{\"globalId\":\"system=throughline&id=5f8d\","
                        + "\"application\":{\"type\":\"com.acme.throughline\",\"name\":\"Throughline\"},"
                        + "\"relationship\":\"is shown by\",\"object\":{\"url\":\"https://dash.example/i/5f8d\","
                        + "\"title\":\"Incident 5f8d\",\"summary\":\"p99 4 s\",\"icon\":{\"url16x16\":"
                        + "\"https://dash.example/i.png\",\"title\":\"Incident\"},\"status\":{\"resolved\":false}}}");
    }

    @Test
    void findsAndRemovesARemoteLinkByItsGlobalId() {
        transport
                .answer(200, "{\"id\":1,\"globalId\":\"a&b\",\"object\":{\"url\":\"https://x\",\"title\":\"t\"}}")
                .answer(404, "{}")
                .answer(204, "")
                .answer(404, "{}");

        assertThat(jira.links().findRemote("OPS-1", "a&b"))
                .get()
                .satisfies(link -> assertThat(link.target().title()).isEqualTo("t"));
        assertThat(jira.links().findRemote("OPS-1", "none")).isEmpty();
        jira.links().deleteRemote("OPS-1", "a&b");
        jira.links().deleteRemote("OPS-1", "a&b");
        assertThat(transport.requests().get(0).uri().getRawQuery()).isEqualTo("globalId=a%26b");
        assertThatThrownBy(() -> RemoteLink.of("x".repeat(256), URI.create("https://x"), "t"))
                .hasMessageContaining("1 to 255");
    }

    @Test
    void keepsProperties() {
        transport
                .answer(201, "")
                .answer(200, "{\"key\":\"throughline.incident\",\"value\":{\"n\":1,\"big\":1e400}}")
                .answer(404, "{\"errorMessages\":[\"The property does not exist.\"]}")
                .answer(200, "{\"keys\":[{\"self\":\"x\",\"key\":\"a\"},null,{\"self\":\"y\"}]}")
                .answer(404, "{}");

        jira.properties().put("OPS-1", "throughline.incident", Map.of("n", 1));

        assertThat(transport.requests().get(0).uri().getPath())
                .isEqualTo("/rest/api/3/issue/OPS-1/properties/throughline.incident");
        assertThat(jira.properties().find("OPS-1", "throughline.incident"))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("n", 1);
        assertThat(jira.properties().find("OPS-1", "none")).isEmpty();
        assertThat(jira.properties().listKeys("OPS-1")).containsExactly("a");
        jira.properties().delete("OPS-1", "gone");
        assertThatThrownBy(() -> jira.properties().put("OPS-1", " ", 1)).hasMessageContaining("1 to 255");
    }

    @Test
    void createsAVersionInAProjectByItsKey() {
        transport
                .answer(200, "{\"id\":\"10000\",\"key\":\"OPS\"}")
                .answer(201, "{\"id\":\"5\",\"name\":\"1.2.0\",\"released\":true,\"projectId\":10000}")
                .answer(
                        200,
                        "{\"startAt\":0,\"isLast\":true,\"values\":[{\"id\":\"5\",\"name\":\"1.2.0\",\"releaseDate\":\"2026-11-22\"}]}");

        JiraVersion created =
                jira.projects().createVersion("OPS", VersionDraft.of("1.2.0").releasedOn(LocalDate.of(2026, 11, 22)));

        assertThat(created.projectId()).isEqualTo("10000");
        assertThat(transport.requests().get(1).body())
                .isEqualTo("{\"projectId\":10000,\"name\":\"1.2.0\",\"releaseDate\":\"2026-11-22\",\"released\":true}");
        assertThat(jira.projects().findVersion("OPS", "1.2.0"))
                .map(JiraVersion::releaseDate)
                .contains(LocalDate.of(2026, 11, 22));
    }

    @Test
    void readsBoardsSprintsAndTheirIssues() {
        transport
                .answer(
                        200,
                        "{\"startAt\":0,\"isLast\":true,\"values\":[{\"id\":4,\"name\":\"Ops\",\"type\":\"scrum\"}]}")
                .answer(
                        200,
                        "{\"startAt\":0,\"isLast\":true,\"values\":[{\"id\":740,\"state\":\"active\",\"startDate\":\"2026-11-16T07:29:03.294-07:00\"}]}")
                .answer(200, "{\"startAt\":0,\"total\":1,\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\"}]}");

        JiraBoard board = jira.boards().list("OPS").iterator().next();
        JiraSprint sprint = jira.boards().listSprints(board.id()).iterator().next();
        List<JiraIssue> issues =
                jira.boards().listSprintIssues(sprint.id()).stream().toList();

        assertThat(sprint.isActive()).isTrue();
        assertThat(sprint.startDate()).isEqualTo("2026-11-16T14:29:03.294Z");
        assertThat(issues).extracting(JiraIssue::key).containsExactly("OPS-1");
        assertThat(transport.requests().get(2).uri())
                .hasToString("https://acme.atlassian.net/rest/agile/1.0/sprint/740/issue?startAt=0&maxResults=50");
    }
}
