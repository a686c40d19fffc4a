package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.logs.Cells.UnreadableCell;
import io.throughline.core.ThroughlineException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A result's table: columns even where there are no rows, and typed cells. Columns are found by name; asking for one that
 * is not there is a caller's mistake. Immutable.
 */
public final class LogsTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Columns that place a row in time, as the library's own queries name them. */
    private static final Set<String> TIMES = Set.of("Step", "Window", "At");

    /** Columns that count something. */
    private static final Set<String> COUNTS = Set.of("Items", "Stored", "Samples", "Failures", "Runs");

    private static final LogsTable EMPTY = new LogsTable("PrimaryResult", List.of(), new Cells[0], 0, 0);

    private final String name;
    private final List<LogsColumn> columns;
    private final Map<String, Integer> positions;
    private final Cells[] cells;
    private final int size;
    private final int firstRow;
    /** Which rows of the cells these are, or null if all are, in their order. */
    private final int @Nullable [] kept;

    /** Creates a table of full columns, which it owns; the first row's number is what errors count from. */
    LogsTable(String name, List<LogsColumn> columns, Cells[] cells, int size, int firstRow) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.cells = cells;
        this.size = size;
        this.firstRow = firstRow;
        this.kept = null;
        this.positions = new HashMap<>();
        for (int i = 0; i < this.columns.size(); i++) {
            positions.putIfAbsent(this.columns.get(i).name(), i);
        }
    }

    private LogsTable(LogsTable whole, int size, int @Nullable [] kept) {
        this.name = whole.name;
        this.columns = whole.columns;
        this.cells = whole.cells;
        this.size = size;
        this.kept = kept;
        this.firstRow = whole.firstRow;
        this.positions = whole.positions;
    }

    /** Returns the table without columns and rows: what a workspace without any data answers. */
    public static LogsTable empty() {
        return EMPTY;
    }

    /** Returns the service's name of the table; the first of a result is {@code PrimaryResult}. */
    public String name() {
        return name;
    }

    /** Returns the columns in order. */
    public List<LogsColumn> columns() {
        return columns;
    }

    /** Returns the number of rows. */
    public int size() {
        return size;
    }

    /** Returns a row. */
    public Row row(int index) {
        int checked = java.util.Objects.checkIndex(index, size);
        return new Row(kept == null ? checked : kept[checked]);
    }

    /** Returns the first rows, all of them if there are not so many; nothing is copied. */
    public LogsTable first(int rows) {
        return rows >= size ? this : new LogsTable(this, rows, kept);
    }

    /** Returns the rows that are wanted, each of which is asked about once. */
    LogsTable keeping(Predicate<Row> wanted) {
        int[] rows = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            Row row = row(i);
            if (wanted.test(row)) {
                rows[count++] = row.row;
            }
        }
        return count == size ? this : new LogsTable(this, count, Arrays.copyOf(rows, count));
    }

    /**
     * Returns the rows as records of a type, see {@link RowMapper}.
     *
     * @throws IllegalArgumentException if the type is no record, or a component has no column or a type without a reading
     * @throws ThroughlineException if a cell cannot be read as its component's type; it names column, row and type
     */
    public <T> List<T> as(Class<T> type) {
        RowMapper<T> mapper = RowMapper.of(type, columns);
        List<T> rows = new java.util.ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(mapper.map(row(i)));
        }
        return java.util.Collections.unmodifiableList(rows);
    }

    /** One row; what is null on the wire is empty. */
    public final class Row {

        private final int row;

        private Row(int row) {
            this.row = row;
        }

        /** Returns the table that the row is of; of rows handed on while they arrive, a part of it. */
        public LogsTable table() {
            return LogsTable.this;
        }

        /** Returns the row's number within the whole table, from 0. */
        public int number() {
            return firstRow + row;
        }

        /** Returns a cell as text, whatever its type; a {@code dynamic} is JSON text. */
        public Optional<String> text(String column) {
            Cells cells = cells(column);
            return cells.isNull(row) ? Optional.empty() : Optional.of(cells.text(row));
        }

        /** Returns a cell as a whole number. */
        public OptionalLong whole(String column) {
            Cells cells = cells(column);
            try {
                return cells.isNull(row) ? OptionalLong.empty() : OptionalLong.of(cells.whole(row));
            } catch (UnreadableCell e) {
                throw unreadable(column, e);
            }
        }

        /** Returns a cell as a number; {@code NaN} and the infinities come as such. */
        public OptionalDouble real(String column) {
            Cells cells = cells(column);
            try {
                return cells.isNull(row) ? OptionalDouble.empty() : OptionalDouble.of(cells.real(row));
            } catch (UnreadableCell e) {
                throw unreadable(column, e);
            }
        }

        /** Returns a cell as a truth value. */
        public Optional<Boolean> truth(String column) {
            Cells cells = cells(column);
            try {
                return cells.isNull(row) ? Optional.empty() : Optional.of(cells.truth(row));
            } catch (UnreadableCell e) {
                throw unreadable(column, e);
            }
        }

        /** Returns a cell as an instant, exact to 100 ns. */
        public Optional<Instant> instant(String column) {
            Cells cells = cells(column);
            try {
                return cells.isNull(row) ? Optional.empty() : Optional.of(cells.instant(row));
            } catch (UnreadableCell e) {
                throw unreadable(column, e);
            }
        }

        /** Returns a cell as a span of time, exact to 100 ns; {@code 1.00:00:00} is a day. */
        public Optional<Duration> timespan(String column) {
            return text(column).map(text -> {
                try {
                    return Timespans.parse(text);
                } catch (DateTimeException e) {
                    throw unreadable(column, new UnreadableCell("a timespan", e));
                }
            });
        }

        /** Returns a cell as a number with all its digits. */
        public Optional<BigDecimal> decimal(String column) {
            return text(column).map(text -> {
                try {
                    return new BigDecimal(text);
                } catch (NumberFormatException e) {
                    throw unreadable(column, new UnreadableCell("a decimal number", e));
                }
            });
        }

        /** Returns a cell as a GUID. */
        public Optional<UUID> guid(String column) {
            return text(column).map(text -> {
                try {
                    return UUID.fromString(text);
                } catch (IllegalArgumentException e) {
                    throw unreadable(column, new UnreadableCell("a GUID", e));
                }
            });
        }

        /**
         * Returns a {@code dynamic} as a tree. What is no JSON is a text of its own: within a {@code dynamic} the service
         * writes texts without quotes.
         */
        public Optional<JsonNode> json(String column) {
            return text(column).map(text -> {
                try {
                    JsonNode tree = JSON.readTree(text);
                    return tree.isMissingNode() ? JSON.getNodeFactory().textNode(text) : tree;
                } catch (JsonProcessingException e) {
                    return JSON.getNodeFactory().textNode(text);
                }
            });
        }

        /** Returns the cells as texts, in the order of the columns; an empty one as an empty text. */
        public List<String> texts() {
            return columns.stream()
                    .map(column -> text(column.name()).orElse(""))
                    .toList();
        }

        /** Returns what keeps this row from being used: a cell of another kind than its column's, no time, a negative count. */
        Optional<String> problem() {
            for (LogsColumn column : columns) {
                String name = column.name();
                try {
                    boolean present = true;
                    switch (column.type()) {
                        case "datetime" -> present = instant(name).isPresent();
                        case "long", "int" -> {
                            long value = whole(name).orElse(0);
                            if (value < 0 && COUNTS.contains(name)) {
                                return Optional.of("column " + name + " is negative: " + value);
                            }
                        }
                        case "real", "decimal" -> real(name);
                        case "bool" -> truth(name);
                        default -> {
                            // Any text will do.
                        }
                    }
                    if (!present && TIMES.contains(name)) {
                        return Optional.of("column " + name + " holds no time");
                    }
                } catch (ThroughlineException e) {
                    String shape =
                            text(name).orElse("").replaceAll("\\p{L}", "a").replaceAll("\\p{Nd}", "9");
                    return Optional.of(
                            "column " + name + " must hold a " + column.type() + ", holds '" + excerpt(shape) + "'");
                }
            }
            return Optional.empty();
        }

        private Cells cells(String column) {
            Integer position = positions.get(column);
            if (position == null) {
                throw new IllegalArgumentException("the result has no column '" + column + "', only " + columns);
            }
            return cells[position];
        }

        private ThroughlineException unreadable(String column, UnreadableCell unreadable) {
            return unreadable(column, String.valueOf(unreadable.getMessage()), unreadable.getCause());
        }

        ThroughlineException unreadable(String column, String expected, @Nullable Throwable cause) {
            String found = text(column).map(text -> "'" + excerpt(text) + "'").orElse("nothing");
            return new ThroughlineException(
                    ThroughlineException.Category.DATA,
                    "azure: column " + column + " of a log query must hold " + expected + ", held " + found + " in row "
                            + number(),
                    cause);
        }

        private static String excerpt(String text) {
            String head = text.length() > 200 ? text.substring(0, 200) + "…" : text;
            return head.replaceAll("\\s+", " ");
        }
    }
}
