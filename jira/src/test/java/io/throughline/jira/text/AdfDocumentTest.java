package io.throughline.jira.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdfDocumentTest {

    @Test
    void givesAnyTextBackAsItIs() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder made = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                made.append(
                        random.nextBoolean()
                                ? " \n\r\t*_{}[]|\\h1.-\u0007\ud800".charAt(random.nextInt(17))
                                : (char) random.nextInt(0x10000));
            }
            String text = made.toString();
            StringBuilder expected = new StringBuilder();
            text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
                boolean refused = (c < 0x20 && c != '\n' && c != '\t')
                        || (c >= 0x7f && c <= 0x9f)
                        || (c >= 0xd800 && c <= 0xdfff)
                        || c == 0xfffe
                        || c == 0xffff;
                expected.appendCodePoint(refused ? 0xfffd : c);
            });

            assertThat(AdfDocument.ofPlainText(text).toPlainText())
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(expected.toString());
        }
    }

    @Test
    void writesTheSameAsMarkupAndAsText() {
        AdfDocument document = AdfDocument.of(
                AdfBlock.heading(2, "Checkout"),
                AdfBlock.paragraph(
                        AdfInline.text(" *is* slow ").strong(),
                        AdfInline.text("see").link("https://a.example/x|y")),
                AdfBlock.bulletList(List.of(AdfItem.of(AdfBlock.paragraph("one"), AdfBlock.bulletList("deep")))),
                AdfTable.builder().header("a|b", "").row("1", "two\nlines").build(),
                AdfBlock.code("x = {1}", "java"),
                AdfBlock.code("{code}"));

        assertThat(document.toMarkup()).isEqualTo("""
                        h2. Checkout

                         {*}&#42;is&#42; slow{*} [see|https://a.example/x%7Cy]

                        * one
                        ** deep

                        ||a&#124;b|| ||
                        |1|two\\\\ lines|

                        {code:java}
                        x = {1}
                        {code}

                        {{&#123;code&#125;}}""");
        assertThat(document.toPlainText())
                .isEqualTo("Checkout\n *is* slow see (https://a.example/x|y)\n- one\n  - deep\na|b | \n"
                        + "1 | two / lines\nx = {1}\n{code}");
    }

    @Test
    void tellsWhatItLeavesOut() {
        AdfDocument document =
                AdfDocument.of(AdfBlock.paragraph("a".repeat(100)), AdfBlock.code("b".repeat(5_000), "java"));

        AdfDocument shortened = document.shortenedTo(1_000);

        assertThat(shortened.length()).isBetween(800, 1_000);
        assertThat(shortened.toPlainText()).contains("of 5,100 characters left out.");
        assertThat(document.shortenedTo(30_000)).isSameAs(document);
        assertThat(AdfDocument.of(AdfBlock.codeCutTo(3, "abcdef", "java")).toPlainText())
                .isEqualTo("abc\n… 3 more characters left out");
    }

    @Test
    void refusesWhatJiraWouldRefuse() {
        assertThatThrownBy(() -> AdfBlock.bulletList()).hasMessageContaining("must have an item");
        assertThatThrownBy(() -> AdfBlock.heading(7, "x")).hasMessageContaining("[1, 6]");
        assertThatThrownBy(() -> AdfInline.status(" ", AdfInline.Color.RED)).hasMessageContaining("must have a text");
        assertThatThrownBy(() -> AdfInline.text("x").link("javascript:alert(1)"))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> AdfInline.text("x").link("https:///x")).hasMessageContaining("a host");
        assertThatThrownBy(() -> AdfInline.card("mailto:a@b")).hasMessageContaining("https://");
        assertThatThrownBy(() -> AdfTable.builder().row("a").row("a", "b")).hasMessageContaining("1 cells");
        assertThatThrownBy(() -> AdfTable.builder().build()).hasMessageContaining("must have a row");
    }
}
