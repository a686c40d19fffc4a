package io.throughline.core.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the store keeps rows of. Each family has a table of current rows, which carry {@code known_from}, and one of past
 * rows, which carry {@code known_to} as well. No table has a primary key: on point tables it costs seven times the space
 * and three times the time; the difference keeps keys unique.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are those of List.of.
enum RowFamily {
    NUMBER_POINT(
            List.of(new Column("series", "INTEGER"), new Column("time", "BIGINT")),
            List.of(new Column("value", "DOUBLE"))),
    HISTOGRAM_POINT(
            List.of(new Column("series", "INTEGER"), new Column("time", "BIGINT")),
            List.of(new Column("histogram", "BLOB"))),
    ENTITY(
            List.of(new Column("stream", "VARCHAR"), new Column("id", "VARCHAR")),
            List.of(new Column("json", "VARCHAR"))),
    EVENT(
            List.of(new Column("stream", "VARCHAR"), new Column("vendor_id", "VARCHAR")),
            List.of(
                    new Column("kind", "VARCHAR"),
                    new Column("entity", "VARCHAR"),
                    new Column("start_us", "BIGINT"),
                    new Column("end_us", "BIGINT"),
                    new Column("json", "VARCHAR"))),
    DEPENDENCY(
            List.of(
                    new Column("stream", "VARCHAR"),
                    new Column("caller", "VARCHAR"),
                    new Column("callee", "VARCHAR"),
                    new Column("protocol", "VARCHAR"),
                    new Column("from_ms", "BIGINT"),
                    new Column("to_ms", "BIGINT")),
            List.of(
                    new Column("calls", "BIGINT"),
                    new Column("failures", "BIGINT"),
                    new Column("latency", "BLOB"),
                    new Column("vendor_id", "VARCHAR"),
                    new Column("link", "VARCHAR")));

    /**
     * A column of a table.
     *
     * @param name its name
     * @param type its DuckDB type
     */
    record Column(String name, String type) {}

    private static final Column KNOWN_FROM = new Column("known_from_us", "BIGINT");
    private static final Column KNOWN_TO = new Column("known_to_us", "BIGINT");

    private final List<Column> keys;
    private final List<Column> values;

    RowFamily(List<Column> keys, List<Column> values) {
        this.keys = keys;
        this.values = values;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String history() {
        return table() + "_history";
    }

    List<String> keyNames() {
        return keys.stream().map(Column::name).toList();
    }

    List<String> valueNames() {
        return values.stream().map(Column::name).toList();
    }

    /** Returns key and value columns, as the staging table has them. */
    List<Column> content() {
        return Stream.concat(keys.stream(), values.stream()).toList();
    }

    List<Column> currentColumns() {
        return Stream.concat(content().stream(), Stream.of(KNOWN_FROM)).toList();
    }

    List<Column> historyColumns() {
        return Stream.concat(content().stream(), Stream.of(KNOWN_FROM, KNOWN_TO))
                .toList();
    }

    /** Returns names separated by commas, each after the prefix. */
    static String list(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }

    /** Returns the names of key and value columns separated by commas, each after the prefix. */
    String contentList(String prefix) {
        return list(prefix, content().stream().map(Column::name).toList());
    }

    /** Returns the definition of columns for {@code CREATE TABLE}. */
    static String definition(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
