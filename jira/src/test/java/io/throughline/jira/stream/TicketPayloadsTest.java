package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.JiraClient;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Makes tickets of recorded issues; the folder is that of {@code JiraPayloadsTest}. */
@EnabledIfSystemProperty(
        named = "throughline.payloads",
        matches = ".+",
        disabledReason = "-Dthroughline.payloads names no folder of recorded answers")
class TicketPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    List<DynamicTest> makesATicketOfEveryIssueThatTellsItsCreation() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("throughline.payloads"), "jira"))) {
            for (Path file : files.filter(
                            path -> path.toString().matches(".*/(issue|issue-with-changelog)/[^/]*\\.json"))
                    .sorted()
                    .toList()) {
                tests.add(dynamicTest(String.valueOf(file.getFileName()), () -> read(JSON.readTree(file.toFile()))));
            }
        }
        return tests;
    }

    private static void read(JsonNode recorded) {
        JsonNode body = recorded.has("response") ? recorded.at("/response/body") : recorded;
        ScriptedTransport transport = new ScriptedTransport().answer(200, body.toString());
        JiraClient client = JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never())
                .build();
        JiraIssue issue = client.issues().get("1");
        List<JiraChange> changes =
                issue.changelog() == null ? List.of() : issue.changelog().histories();
        TicketTranslator translator = new TicketTranslator(
                "acme.example",
                URI.create("https://acme.example"),
                List.of(),
                null,
                TicketFields.resolve(List.of(), new TreeMap<>(), null),
                StatusCategories.of(List.of()));

        Optional<Ticket> ticket = translator.ticket(issue, changes);

        assertThat(ticket.isPresent()).isEqualTo(issue.fields().created() != null);
        ticket.ifPresent(found -> {
            assertThat(found.key()).isEqualTo(issue.key());
            long statusChanges = changes.stream()
                    .flatMap(change -> change.items().stream())
                    .filter(item -> item.isAbout("status"))
                    .count();
            assertThat(found.transitions()).hasSize((int) statusChanges);
        });
    }
}
