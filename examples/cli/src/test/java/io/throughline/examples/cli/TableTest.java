package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("STREAM", ">ROWS", "NOTE");

    @Test
    void columnsAreAsWideAsTheyNeed() {
        table.row("a-long-name/of-a-stream", "1,000", "");
        table.row("b", 5, "why");

        assertThat(printed(Integer.MAX_VALUE))
                .containsExactly(
                        "STREAM                    ROWS  NOTE",
                        "a-long-name/of-a-stream  1,000",
                        "b                            5  why");
    }

    @Test
    void onlyTheLastColumnIsCutToTheTerminal() {
        table.row("jira/tickets", 7, "a note that goes on and on and on, until nobody reads it any more");

        assertThat(printed(50)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(50));
        assertThat(printed(50).get(1)).startsWith("jira/tickets     7  a note").endsWith("\u2026");
        assertThat(printed(10).get(1)).startsWith("jira/tickets     7  a note that goes on");
    }

    private List<String> printed(int width) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true), width);
        return text.toString().lines().toList();
    }
}
