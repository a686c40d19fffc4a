package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Collects the rows of one table by columns. Not thread-safe. */
final class TableBuilder {

    private final List<LogsColumn> columns;
    private Cells[] cells;
    private int rows;

    TableBuilder(List<LogsColumn> columns) {
        this.columns = List.copyOf(columns);
        this.cells = empty(this.columns);
    }

    int rows() {
        return rows;
    }

    /** Takes the row at whose beginning the parser stands. */
    void row(JsonParser parser) throws IOException {
        int width = cells.length;
        int i = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (i == width) {
                throw new MalformedTableException("a row has more cells than the table has columns (" + width + ")");
            }
            if (!cells[i].take(parser, token)) {
                cells[i] = TextCells.from(cells[i]);
                cells[i].take(parser, token);
            }
            i++;
        }
        if (i != width) {
            throw new MalformedTableException("a row has " + i + " cells, the table " + width + " columns");
        }
        rows++;
    }

    /** Returns the table of the rows so far, and begins anew. */
    LogsTable take(String name, int firstRow) {
        LogsTable table = new LogsTable(name, columns, cells, rows, firstRow);
        cells = empty(columns);
        rows = 0;
        return table;
    }

    private static Cells[] empty(List<LogsColumn> columns) {
        return columns.stream().map(column -> Cells.of(column.type())).toArray(Cells[]::new);
    }
}
