package io.throughline.jira.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RichTextTest {

    @Test
    void writesBlocksOnLinesOfTheirOwn() {
        RichText text = document(
                Map.of("type", "heading", "attrs", Map.of("level", 2), "content", List.of(text("What"))),
                paragraph(text("first"), Map.of("type", "hardBreak"), text("second")),
                Map.of("type", "rule"),
                Map.of("type", "codeBlock", "content", List.of(text("a\nb"))));

        assertThat(text.plain()).isEqualTo("What\nfirst\nsecond\n---\na\nb");
    }

    @Test
    void writesListsWithTheirMarksAndNesting() {
        Map<String, Object> inner = Map.of("type", "bulletList", "content", List.of(item(paragraph(text("deep")))));
        RichText text = document(Map.of(
                "type",
                "orderedList",
                "attrs",
                Map.of("order", 3),
                "content",
                List.of(item(paragraph(text("three")), inner), item(paragraph(text("four"))))));

        assertThat(text.plain()).isEqualTo("3. three\n  - deep\n4. four");
    }

    @Test
    void writesRowsWithCellsApart() {
        RichText text = document(Map.of(
                "type",
                "table",
                "content",
                List.of(row("tableHeader", "name", "value"), row("tableCell", "latency", "2 s"))));

        assertThat(text.plain()).isEqualTo("name | value\nlatency | 2 s");
    }

    @Test
    void writesWhatIsInlineAsPeopleSeeIt() {
        RichText text = document(paragraph(
                Map.of("type", "status", "attrs", Map.of("text", "SEV1", "color", "red")),
                text(" "),
                Map.of("type", "emoji", "attrs", Map.of("shortName", ":fire:", "text", "\uD83D\uDD25")),
                text(" "),
                Map.of("type", "inlineCard", "attrs", Map.of("url", "https://acme.example/1")),
                text(" "),
                Map.of("type", "date", "attrs", Map.of("timestamp", "1767225600000")),
                text(" "),
                Map.of("type", "mention", "attrs", Map.of("id", "u1", "text", "@Mia"))));

        assertThat(text.plain()).isEqualTo("SEV1 \uD83D\uDD25 https://acme.example/1 2026-01-01 @Mia");
        assertThat(text.plain(mention -> "<" + mention.attribute("id") + ">")).endsWith("<u1>");
    }

    @Test
    void keepsTheTextOfWhatItDoesNotKnow() {
        RichText text = document(
                Map.of("type", "hologram", "content", List.of(paragraph(text("kept")))),
                Map.of("content", List.of(text("typeless"))));

        assertThat(text.plain()).isEqualTo("kept\ntypeless");
    }

    @Test
    void leavesOutWhatIsNoNode() {
        RichText text =
                RichText.of(Map.of("type", "doc", "content", List.of("text", 3, List.of(), paragraph(text("x")))));

        assertThat(text.plain()).isEqualTo("x");
    }

    @Test
    void readsADeepDocumentWithoutRunningOutOfStack() {
        Map<String, Object> node = paragraph(text("deep"));
        for (int i = 0; i < 240; i++) {
            node = Map.of("type", "blockquote", "content", List.of(node));
        }

        assertThat(document(node).plain()).isEqualTo("deep");
    }

    @Test
    void keepsMarkupAsItIsButForMentions() {
        RichText text = RichText.of("h2. Slow [~accountid:5f8d38] and [~mia] see [docs|https://acme.example]");

        assertThat(text.plain(mention -> "@" + mention.attribute("id").length()))
                .isEqualTo("h2. Slow @6 and @3 see [docs|https://acme.example]");
        assertThat(text.plain()).contains("@5f8d38 and @mia");
    }

    @Test
    void refusesWhatIsNeither() {
        assertThatThrownBy(() -> RichText.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static RichText document(Object... blocks) {
        return RichText.of(Map.of("type", "doc", "version", 1, "content", List.of(blocks)));
    }

    private static Map<String, Object> paragraph(Object... inline) {
        return Map.of("type", "paragraph", "content", List.of(inline));
    }

    private static Map<String, Object> item(Object... blocks) {
        return Map.of("type", "listItem", "content", List.of(blocks));
    }

    private static Map<String, Object> row(String cell, String first, String second) {
        return Map.of(
                "type",
                "tableRow",
                "content",
                List.of(
                        Map.of("type", cell, "content", List.of(paragraph(text(first)))),
                        Map.of("type", cell, "content", List.of(paragraph(text(second))))));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }
}
