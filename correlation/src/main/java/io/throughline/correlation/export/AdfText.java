package io.throughline.correlation.export;

import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.export.Block.Bullets;
import io.throughline.correlation.export.Block.Grid;
import io.throughline.correlation.export.Block.Heading;
import io.throughline.correlation.export.Block.Line;
import io.throughline.correlation.export.Block.Paragraph;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes blocks in Atlassian's document format, version 1. Texts, lists and tables are never empty there: a line without
 * text is a paragraph without content.
 */
final class AdfText {

    /** Between two pieces of a line; part of neither. */
    private static final String BLANK = " ";

    private final JsonText json = new JsonText();

    private AdfText() {}

    static String of(List<Block> blocks) {
        AdfText writer = new AdfText();
        writer.document(blocks);
        return writer.json.toString();
    }

    private void document(List<Block> blocks) {
        json.object(() -> {
            json.number("version", 1).text("type", "doc");
            json.list("content", blocks, (j, block) -> block(block));
        });
    }

    private void block(Block block) {
        if (block instanceof Heading heading) {
            json.object(() -> {
                json.text("type", "heading").name("attrs").object(() -> json.number("level", heading.level()));
                line(heading.line());
            });
        } else if (block instanceof Paragraph paragraph) {
            paragraph(paragraph.line());
        } else if (block instanceof Bullets bullets) {
            node("bulletList", bullets.lines(), line -> node("listItem", List.of(line), this::paragraph));
        } else if (block instanceof Grid grid) {
            List<Runnable> rows = new ArrayList<>();
            rows.add(() ->
                    row("tableHeader", grid.columns().stream().map(Line::of).toList()));
            grid.rows().forEach(cells -> rows.add(() -> row("tableCell", cells)));
            node("table", rows, Runnable::run);
        }
    }

    private void row(String cell, List<Line> cells) {
        node("tableRow", cells, line -> node(cell, List.of(line), this::paragraph));
    }

    private void paragraph(Line line) {
        json.object(() -> {
            json.text("type", "paragraph");
            line(line);
        });
    }

    private <T> void node(String type, List<T> children, Consumer<T> child) {
        json.object(() -> json.text("type", type).list("content", children, (j, one) -> child.accept(one)));
    }

    private void line(Line line) {
        List<Runnable> texts = new ArrayList<>();
        for (Run run : line.runs()) {
            if (!texts.isEmpty()) {
                texts.add(() -> json.object(() -> text(BLANK)));
            }
            texts.add(() -> run(run));
        }
        if (!texts.isEmpty()) {
            json.list("content", texts, (j, text) -> text.run());
        }
    }

    private void run(Run run) {
        json.object(() -> {
            text(run.text());
            List<Runnable> marks = new ArrayList<>();
            URI link = run.link();
            if (link != null) {
                marks.add(() -> {
                    json.text("type", "link");
                    json.name("attrs").object(() -> json.text("href", link.toASCIIString()));
                });
            }
            if (run.strong()) {
                marks.add(() -> json.text("type", "strong"));
            }
            if (!marks.isEmpty()) {
                json.list("marks", marks, (j, mark) -> json.object(mark));
            }
        });
    }

    private void text(String text) {
        json.text("type", "text").text("text", text);
    }
}
