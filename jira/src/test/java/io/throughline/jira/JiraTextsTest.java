package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.text.RichText;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text goes into a ticket and comes back as itself: as far as Jira can keep it at all. */
class JiraTextsTest {

    private static final int TEXTS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS = List.of(
            "\"",
            "\\",
            "'",
            "{code}",
            "*bold*",
            "[~mia]",
            "<b>",
            "&amp;",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\u0007",
            "\u001b",
            "\u0085",
            "\u2028",
            "\uD83D\uDD25",
            "\uD83D",
            "\uDD25",
            "\uFFFE",
            "ß",
            "日本",
            "!img.png!",
            "h1. ",
            "||",
            "{",
            "}",
            "  ",
            "a",
            "b1",
            "%s",
            "${x}",
            "\\u0041",
            "]]>",
            "--",
            "{\"json\":1}");

    private final ScriptedTransport transport = new ScriptedTransport();

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20_261_123})
    void comesBackAsItself(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = "x" + text(random) + "x";

            JiraIssue read = readBack(
                    JiraEdition.CLOUD,
                    IssueDraft.in("OPS")
                            .typeId("1")
                            .summaryOf(text)
                            .description(text)
                            .build());

            assertThat(read.fields().summary())
                    .as("summary of seed %d, text %d", seed, i)
                    .isEqualTo(line(text));
            assertThat(read.fields().description())
                    .extracting(RichText::plain)
                    .as("description of seed %d, text %d", seed, i)
                    .isEqualTo(storable(text));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void isALabelIfItHasNoBlanks(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String label = "tl-" + storable(text(random)).replaceAll("[\\s\\p{Z}\\p{Cc}]+", "-");

            JiraIssue read = readBack(
                    JiraEdition.CLOUD,
                    IssueDraft.in("OPS").typeId("1").summary("s").labels(label).build());

            assertThat(read.fields().labels()).as("seed %d, label %d", seed, i).containsExactly(label);
        }
    }

    /** Creates the issue and reads what was sent as if it were what Jira answers. */
    private JiraIssue readBack(JiraEdition edition, IssueDraft draft) throws JsonProcessingException {
        JiraClient jira = JiraClient.builder(URI.create("https://acme.example"))
                .edition(edition)
                .transport(transport)
                .build();
        transport.answer(201, "{\"id\":\"1\",\"key\":\"OPS-1\"}");
        jira.issues().create(draft);
        JsonNode sent = JSON.readTree(String.valueOf(
                transport.requests().get(transport.requests().size() - 1).body()));
        transport.answer(
                200,
                JSON.createObjectNode()
                        .put("id", "1")
                        .put("key", "OPS-1")
                        .set("fields", sent.get("fields"))
                        .toString());
        return jira.issues().get("1");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(12); parts >= 0; parts--) {
            text.append(
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** What Jira can keep: line breaks as line feeds, and a sign for controls and what no XML may hold. */
    private static String storable(String text) {
        StringBuilder kept = new StringBuilder();
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            boolean none = (Character.isISOControl(c) && c != '\n' && c != '\t')
                    || (c >= 0xD800 && c <= 0xDFFF)
                    || c == 0xFFFE
                    || c == 0xFFFF;
            kept.appendCodePoint(none ? 0xFFFD : c);
        });
        return kept.toString();
    }

    /** One line: what breaks it or cannot be kept is a blank, and blanks are one. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean none = Character.isISOControl(c)
                    || (c >= 0xD800 && c <= 0xDFFF)
                    || c == 0x2028
                    || c == 0x2029
                    || c == 0xFFFE
                    || c == 0xFFFF;
            line.appendCodePoint(none ? ' ' : c);
        });
        return line.toString().replaceAll("\\s+", " ").strip();
    }
}
