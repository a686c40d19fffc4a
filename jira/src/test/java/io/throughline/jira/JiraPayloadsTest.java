package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.board.JiraBoard;
import io.throughline.jira.board.JiraSprint;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.JiraTransition;
import io.throughline.jira.issue.JiraWorklog;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.link.RemoteLink;
import io.throughline.jira.project.AllowedValue;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraPriority;
import io.throughline.jira.site.SiteStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reads recorded answers of real servers through the client. They are not part of this repository: name the folder that
 * has {@code jira/<operation>/<case>.json} by the system property {@code throughline.payloads}.
 */
@EnabledIfSystemProperty(
        named = "throughline.payloads",
        matches = ".+",
        disabledReason = "-Dthroughline.payloads names no folder of recorded answers")
class JiraPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    List<DynamicTest> readsEveryCoveredAnswer() throws IOException {
        String folder = System.getProperty("throughline.payloads");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(folder, "jira"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String operation = file.getName(file.getNameCount() - 2).toString();
                covering(operation)
                        .ifPresent(reading -> tests.add(dynamicTest(
                                operation + "/" + file.getFileName(),
                                () -> reading.read(JSON.readTree(file.toFile())))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @FunctionalInterface
    private interface Reading {
        void read(JsonNode payload);
    }

    private static Optional<Reading> covering(String operation) {
        return switch (operation) {
            case "search" -> Optional.of(JiraPayloadsTest::search);
            case "sprint-issues" -> Optional.of(JiraPayloadsTest::sprintIssues);
            case "boards" -> Optional.of(JiraPayloadsTest::boards);
            case "sprints" -> Optional.of(JiraPayloadsTest::sprints);
            case "priorities" -> Optional.of(JiraPayloadsTest::priorities);
            case "statuses" -> Optional.of(JiraPayloadsTest::statuses);
            case "remote-links" -> Optional.of(JiraPayloadsTest::remoteLinks);
            case "transitions" -> Optional.of(JiraPayloadsTest::transitions);
            case "worklog" -> Optional.of(JiraPayloadsTest::worklogs);
            case "issue", "issue-with-changelog" -> Optional.of(JiraPayloadsTest::issue);
            case "changelog" -> Optional.of(JiraPayloadsTest::changelog);
            case "project" -> Optional.of(JiraPayloadsTest::project);
            case "projects-list" -> Optional.of(JiraPayloadsTest::projects);
            case "fields" -> Optional.of(JiraPayloadsTest::fields);
            case "server-info" -> Optional.of(JiraPayloadsTest::server);
            case "errors" -> Optional.of(JiraPayloadsTest::failure);
            default -> Optional.of(unread -> fail("nothing reads " + operation));
        };
    }

    private static void search(JsonNode payload) {
        JsonNode body = body(payload);
        List<JiraIssue> issues =
                answering(body).issues().search(search()).stream().toList();

        assertThat(issues).hasSameSizeAs(body.get("issues"));
        issues.forEach(issue -> assertIssue(issue, List.of()));
    }

    private static void issue(JsonNode payload) {
        JsonNode body = body(payload);
        JiraIssue issue = answering(body).issues().get("X-1");

        assertThat(issue.key()).isEqualTo(body.get("key").asText());
        int changes = body.path("changelog").path("histories").size();
        assertThat(issue.changelog() == null ? List.of() : issue.changelog().histories())
                .hasSize(changes);
        assertIssue(
                issue, issue.changelog() == null ? List.of() : issue.changelog().histories());
    }

    /** What the vendor says of an issue is also what the ticket says, if the issue has a place in time. */
    private static void assertIssue(JiraIssue issue, List<JiraChange> changes) {
        assertThat(issue.id()).isNotBlank();
        assertThat(changes).allSatisfy(change -> assertThat(change.created()).isNotNull());
    }

    private static void changelog(JsonNode payload) {
        JsonNode body = body(payload);
        JsonNode values = body.isArray() ? body : body.get("values");
        JsonNode page =
                JsonNodeFactory.instance.objectNode().put("isLast", true).set("values", values);

        List<JiraChange> changes =
                answering(page).issues().listChanges("X-1").stream().toList();

        assertThat(changes)
                .hasSameSizeAs(values)
                .allSatisfy(change -> assertThat(change.created()).isNotNull());
    }

    private static void project(JsonNode payload) {
        JsonNode body = body(payload);
        JiraProject project = answering(body).projects().get("X");

        assertThat(project.key()).isEqualTo(body.get("key").asText());
        assertThat(project.components()).hasSameSizeAs(body.get("components"));
        assertThat(project.issueTypes()).hasSameSizeAs(body.get("issueTypes"));
    }

    private static void projects(JsonNode payload) {
        JsonNode body = body(payload);
        JsonNode page =
                JsonNodeFactory.instance.objectNode().put("isLast", true).set("values", body);

        assertThat(answering(page).projects().list()).hasSameSizeAs(body);
    }

    private static void fields(JsonNode payload) {
        assertThat(answering(body(payload)).site().listFields()).hasSameSizeAs(body(payload));
    }

    private static void server(JsonNode payload) {
        assertThat(answering(body(payload)).site().getServerInfo()).satisfies(server -> {
            assertThat(server.isCloud()).isTrue();
            assertThat(server.serverTime()).isNotNull();
            assertThat(server.versionNumbers()).hasSize(3);
        });
    }

    private static void sprintIssues(JsonNode payload) {
        List<JiraIssue> issues = answering(body(payload))
                .boards()
                .listSprintIssues(1)
                .pages()
                .iterator()
                .next()
                .items();

        assertThat(issues).hasSameSizeAs(body(payload).get("issues"));
        issues.forEach(issue -> assertIssue(issue, List.of()));
    }

    private static void boards(JsonNode payload) {
        List<JiraBoard> boards =
                answering(body(payload)).boards().list().stream().toList();

        assertThat(boards).hasSameSizeAs(body(payload).get("values"));
        assertThat(boards).allSatisfy(board -> assertThat(board.type()).isNotNull());
        assertThat(boards).anySatisfy(board -> assertThat(board.location()).isNotNull());
    }

    private static void sprints(JsonNode payload) {
        List<JiraSprint> sprints =
                answering(body(payload)).boards().listSprints(1).stream().toList();

        assertThat(sprints).hasSameSizeAs(body(payload).get("values"));
        assertThat(sprints)
                .filteredOn(JiraSprint::isActive)
                .isNotEmpty()
                .allSatisfy(sprint -> assertThat(sprint.endDate()).isAfter(sprint.startDate()));
    }

    private static void priorities(JsonNode payload) {
        assertThat(answering(body(payload)).site().listPriorities())
                .hasSameSizeAs(body(payload))
                .extracting(JiraPriority::name)
                .startsWith("Blocker");
    }

    private static void statuses(JsonNode payload) {
        List<SiteStatus> statuses = answering(body(payload)).site().listStatuses();

        assertThat(statuses)
                .hasSameSizeAs(body(payload))
                .allSatisfy(status -> assertThat(status.category()).isNotNull());
        assertThat(statuses)
                .anySatisfy(
                        status -> assertThat(String.valueOf(status.category())).contains("undefined"));
    }

    private static void remoteLinks(JsonNode payload) {
        List<RemoteLink> links = answering(body(payload)).links().listRemote("X-1");

        assertThat(links).hasSameSizeAs(body(payload));
        assertThat(links.get(0).target().status()).isEqualTo(new RemoteLink.Status(true));
        assertThat(links.get(0).application()).isNotNull();
    }

    private static void transitions(JsonNode payload) {
        List<JiraTransition> transitions = answering(body(payload)).issues().listTransitions("X-1");

        assertThat(transitions).hasSameSizeAs(body(payload).get("transitions"));
        assertThat(transitions.get(0).fields().values()).isNotEmpty().allSatisfy(field -> {
            assertThat(field.fieldId()).isEqualTo("summary");
            assertThat(field.allowedValues()).extracting(AllowedValue::text).containsExactly("red", "blue");
        });
        assertThat(transitions.get(0).category())
                .as("a category of a server's own")
                .isEmpty();
    }

    private static void worklogs(JsonNode payload) {
        List<JiraWorklog> worklogs =
                answering(body(payload)).issues().listWorklogs("X-1").stream().toList();

        assertThat(worklogs)
                .hasSameSizeAs(body(payload).get("worklogs"))
                .allSatisfy(worklog -> assertThat(worklog.started()).isNotNull());
        assertThat(worklogs.get(0).comment()).isNotNull();
    }

    private static void failure(JsonNode payload) {
        JsonNode body = body(payload);
        int status = payload.get("response").get("status").asInt();
        JiraClient client =
                client(new ScriptedTransport().answer(status, body.isTextual() ? body.asText() : body.toString()));

        ResponseException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                ResponseException.class, () -> client.site().getMyself());

        assertThat(failure.status()).isEqualTo(status);
        String words = body.isTextual()
                ? body.asText().strip().replaceAll("\\s+", " ")
                : body.get("errorMessages").get(0).asText();
        assertThat(failure).hasMessageContaining(words.substring(0, Math.min(60, words.length())));
    }

    private static JsonNode body(JsonNode payload) {
        return payload.has("response") ? payload.get("response").get("body") : payload;
    }

    private static JiraSearch search() {
        return JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.PROJECT, "X")))
                .build();
    }

    private static JiraClient answering(JsonNode body) {
        return client(new ScriptedTransport().answer(200, body.toString()));
    }

    private static JiraClient client(ScriptedTransport transport) {
        return JiraClient.builder(URI.create("https://acme.example"))
                .transport(transport)
                .edition(JiraEdition.CLOUD)
                .retryPolicy(RetryPolicy.never())
                .build();
    }
}
