package io.throughline.core.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the store keeps rows of, one for each record; points are kept otherwise ({@link PieceFamily}). Each family has a
 * table of current rows, which carry {@code known_from}, and one of past rows, which carry {@code known_to} as well. The
 * difference keeps keys unique.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are those of List.of.
enum RowFamily {
    ENTITY(List.of(Column.text("stream"), Column.text("id")), List.of(Column.text("json"))),
    EVENT(
            List.of(Column.text("stream"), Column.text("vendor_id")),
            List.of(
                    Column.text("kind"),
                    Column.text("entity"),
                    Column.bigint("start_us"),
                    Column.bigint("end_us"),
                    Column.text("json"))),
    DEPENDENCY(
            List.of(
                    Column.text("stream"),
                    Column.text("caller"),
                    Column.text("callee"),
                    Column.text("protocol"),
                    Column.bigint("from_ms"),
                    Column.bigint("to_ms")),
            List.of(
                    Column.bigint("calls"),
                    Column.bigint("failures"),
                    Column.binary("latency"),
                    Column.text("vendor_id"),
                    Column.text("link")));

    private static final Column KNOWN_FROM = Column.bigint("known_from_us");
    private static final Column KNOWN_TO = Column.bigint("known_to_us");

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

    List<Column> keyColumns() {
        return keys;
    }

    List<Column> valueColumns() {
        return values;
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

    /** Returns the names of key and value columns separated by commas, each after the prefix. */
    String contentList(String prefix) {
        return Column.list(prefix, content());
    }
}
