package io.throughline.correlation.export;

import java.util.List;

/** A part of a document that begins on a line of its own. Blocks do not nest. */
sealed interface Block {

    /** Pieces of text that stand on one line, one after the other. */
    record Line(List<Run> runs) {
        public Line {
            runs = runs.stream().filter(run -> !run.text().isEmpty()).toList();
        }

        static Line of(Run... runs) {
            return new Line(List.of(runs));
        }

        static Line of(String text) {
            return of(Run.of(text));
        }
    }

    /**
     * A title.
     *
     * @param level from 1, the document's, to 6
     */
    record Heading(int level, Line line) implements Block {}

    /** A sentence or more. */
    record Paragraph(Line line) implements Block {}

    /** Lines of equal rank; at least one. */
    record Bullets(List<Line> lines) implements Block {
        public Bullets {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a list must have a line");
            }
        }
    }

    /** A table: the names of its columns, and rows with as many cells. */
    record Grid(List<String> columns, List<List<Line>> rows) implements Block {
        public Grid {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("each row must have " + width + " cells");
            }
        }
    }
}
