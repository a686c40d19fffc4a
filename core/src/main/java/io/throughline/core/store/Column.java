package io.throughline.core.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its type
 */
record Column(String name, ColumnType type) {

    static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER);
    }

    static Column bigint(String name) {
        return new Column(name, ColumnType.BIGINT);
    }

    static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    static Column binary(String name) {
        return new Column(name, ColumnType.BINARY);
    }

    /** Returns the definition of columns for {@code CREATE TABLE}. */
    static String definition(List<Column> columns, Dialect dialect) {
        return columns.stream()
                .map(column -> column.name() + " " + dialect.type(column.type()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the names separated by commas, each after the prefix. */
    static String list(String prefix, List<Column> columns) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    /** Returns the condition that the columns of two tables are the same. */
    static String same(String left, String right, List<Column> columns) {
        return columns.stream()
                .map(column -> left + column.name() + " = " + right + column.name())
                .collect(Collectors.joining(" AND "));
    }
}
