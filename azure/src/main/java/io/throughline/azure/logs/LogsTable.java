package io.throughline.azure.logs;

import io.throughline.core.ThroughlineException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A result's table: columns even where there are no rows, and typed cells. Columns are found by name; asking for one that
 * is not there is a caller's mistake. Immutable.
 */
public final class LogsTable {

    private static final LogsTable EMPTY = new LogsTable("PrimaryResult", List.of(), List.of());

    private final String name;
    private final List<LogsColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    /** Cells are null, String, Long, Double, Boolean or BigDecimal/BigInteger where the wire's number needs it. */
    private final List<@Nullable Object[]> rows;

    LogsTable(String name, List<LogsColumn> columns, List<@Nullable Object[]> rows) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        for (int i = 0; i < this.columns.size(); i++) {
            positions.putIfAbsent(this.columns.get(i).name(), i);
        }
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
        return rows.size();
    }

    /** Returns a row. */
    public Row row(int index) {
        return new Row(rows.get(index));
    }

    /** One row; what is null on the wire is empty. */
    public final class Row {

        private final @Nullable Object[] cells;

        private Row(@Nullable Object[] cells) {
            this.cells = cells;
        }

        /** Returns a cell as text, whatever its type; a {@code dynamic} is JSON text. */
        public Optional<String> text(String column) {
            return Optional.ofNullable(cell(column)).map(Object::toString);
        }

        /** Returns a cell as a whole number. */
        public OptionalLong whole(String column) {
            Object cell = cell(column);
            if (cell == null) {
                return OptionalLong.empty();
            } else if (cell instanceof Long number) {
                return OptionalLong.of(number);
            }
            try {
                return OptionalLong.of(new java.math.BigDecimal(cell.toString()).longValueExact());
            } catch (NumberFormatException e) {
                throw unreadable(column, "a whole number", cell, e);
            } catch (ArithmeticException e) {
                throw unreadable(column, "a whole number of 64 bits", cell, e);
            }
        }

        /** Returns a cell as a number; {@code NaN} and the infinities come as such. */
        public OptionalDouble real(String column) {
            Object cell = cell(column);
            if (cell == null) {
                return OptionalDouble.empty();
            } else if (cell instanceof Number number) {
                return OptionalDouble.of(number.doubleValue());
            }
            try {
                return OptionalDouble.of(Double.parseDouble(cell.toString()));
            } catch (NumberFormatException e) {
                throw unreadable(column, "a number", cell, e);
            }
        }

        /** Returns a cell as a truth value. */
        public Optional<Boolean> truth(String column) {
            Object cell = cell(column);
            if (cell == null || cell instanceof Boolean) {
                return Optional.ofNullable((Boolean) cell);
            }
            return switch (cell.toString().toLowerCase(java.util.Locale.ROOT)) {
                case "true", "1" -> Optional.of(true);
                case "false", "0" -> Optional.of(false);
                default -> throw unreadable(column, "a truth value", cell, null);
            };
        }

        /** Returns a cell as an instant. */
        public Optional<Instant> instant(String column) {
            Object cell = cell(column);
            if (cell == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(io.throughline.core.http.Timestamps.parse(cell.toString()));
            } catch (DateTimeException e) {
                throw unreadable(column, "a time", cell, e);
            }
        }

        private @Nullable Object cell(String column) {
            Integer position = positions.get(column);
            if (position == null) {
                throw new IllegalArgumentException("the result has no column '" + column + "', only " + columns);
            }
            return cells[position];
        }

        private ThroughlineException unreadable(
                String column, String expected, Object found, @Nullable Exception cause) {
            return new ThroughlineException(
                    ThroughlineException.Category.DATA,
                    "azure: column " + column + " of a log query must hold " + expected + ", held '" + found + "'",
                    cause);
        }
    }
}
