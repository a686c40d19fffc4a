package io.throughline.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts in columns as wide as they need. The last column is cut where the line would not fit. */
final class Table {

    private static final String GAP = "  ";
    /** What is left of the last column at least, however narrow the terminal. */
    private static final int SHORTEST = 20;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();

    /** Creates a table; a heading that begins with {@code >} stands over numbers, set to the right. */
    Table(String... headings) {
        List<String> first = new ArrayList<>();
        for (String heading : headings) {
            right.add(heading.startsWith(">"));
            first.add(heading.startsWith(">") ? heading.substring(1) : heading);
        }
        rows.add(first);
    }

    /** Adds a row with a cell for each heading. */
    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        if (row.size() != right.size()) {
            throw new IllegalArgumentException("a row needs " + right.size() + " cells, got " + row);
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints heading and rows, no line longer than {@code width} characters. */
    void print(PrintWriter out, int width) {
        int last = right.size() - 1;
        int[] widths = new int[last];
        for (int column = 0; column < last; column++) {
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < last; column++) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(right.get(column) ? space + cell : cell + space).append(GAP);
            }
            int room = Math.max(SHORTEST, width - line.length());
            out.println(line.append(shortened(row.get(last), room)).toString().stripTrailing());
        }
    }

    private static String shortened(String text, int room) {
        return text.length() <= room ? text : text.substring(0, room - 1).stripTrailing() + "\u2026";
    }
}
