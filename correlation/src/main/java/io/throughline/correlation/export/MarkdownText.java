package io.throughline.correlation.export;

import io.throughline.correlation.export.Block.Bullets;
import io.throughline.correlation.export.Block.Grid;
import io.throughline.correlation.export.Block.Heading;
import io.throughline.correlation.export.Block.Line;
import io.throughline.correlation.export.Block.Paragraph;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Writes blocks as Markdown with the tables of GitHub. Each line of a block is one line of the text. */
final class MarkdownText {

    /** What Markdown, or one of its widespread extensions, takes for more than itself wherever it stands. */
    private static final String SIGNS = "\\`*_{}[]~|$^@#";

    /** What does so at the beginning of a line. */
    private static final String BEGINNINGS = "+-=:";

    private MarkdownText() {}

    static String of(List<Block> blocks) {
        return blocks.stream().map(MarkdownText::block).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String block(Block block) {
        if (block instanceof Heading heading) {
            return "#".repeat(heading.level()) + " " + inside(heading.line());
        }
        if (block instanceof Paragraph paragraph) {
            return line(paragraph.line());
        }
        if (block instanceof Bullets bullets) {
            return bullets.lines().stream().map(line -> "- " + line(line)).collect(Collectors.joining("\n"));
        }
        return table((Grid) block);
    }

    private static String table(Grid grid) {
        StringBuilder out = new StringBuilder();
        out.append(row(grid.columns().stream().map(Line::of).toList())).append('\n');
        out.append("| --- ".repeat(grid.columns().size())).append('|');
        grid.rows().forEach(row -> out.append('\n').append(row(row)));
        return out.toString();
    }

    private static String row(List<Line> cells) {
        return cells.stream().map(MarkdownText::inside).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Returns a line of its own. */
    private static String line(Line line) {
        return line(line, true);
    }

    /** Returns what stands behind the sign of a heading or of a cell, where nothing begins a block. */
    private static String inside(Line line) {
        return line(line, false);
    }

    private static String line(Line line, boolean begins) {
        StringBuilder out = new StringBuilder();
        for (Run run : line.runs()) {
            if (out.length() > 0) {
                out.append(' ');
            }
            out.append(run(run, begins && out.length() == 0));
        }
        return out.toString();
    }

    private static String run(Run run, boolean first) {
        String text = escaped(run.text(), first && !run.strong() && run.link() == null);
        if (run.strong()) {
            text = "**" + text + "**";
        }
        URI link = run.link();
        return link == null ? text : "[" + text + "](<" + address(link) + ">)";
    }

    private static String escaped(String text, boolean begins) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int number = begins ? digits(text) : 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                default -> {
                    boolean begin = begins && i == 0 && BEGINNINGS.indexOf(c) >= 0;
                    boolean item = number > 0 && i == number && (c == '.' || c == ')');
                    if (SIGNS.indexOf(c) >= 0 || begin || item || isAddress(text, i)) {
                        out.append('\\');
                    }
                    out.append(c);
                }
            }
        }
        return out.toString();
    }

    private static int digits(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Addresses in a text are not ours to link to. */
    private static boolean isAddress(String text, int at) {
        return text.startsWith("://", at)
                || (text.charAt(at) == '.' && at >= 3 && text.regionMatches(true, at - 3, "www", 0, 3));
    }

    /** An address holds no blanks, line ends, quotes or angle brackets, but it may hold entities and signs. */
    private static String address(URI link) {
        StringBuilder out = new StringBuilder();
        for (char c : link.toASCIIString().toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '(' -> out.append("%28");
                case ')' -> out.append("%29");
                case '*' -> out.append("%2A");
                case '$' -> out.append("%24");
                case '|' -> out.append("%7C");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
