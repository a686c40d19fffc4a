package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns of a SELECT being made; gives each a SQL name of its own, as SQL ignores the case that Kusto minds. */
final class SelectList {

    private final List<Column> columns = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private boolean ingestion;

    /** Adds a column, or replaces the one of the same name. */
    void put(String name, Typed value) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                columns.set(i, new Column(name, value.type(), columns.get(i).sql()));
                expressions.set(i, value.sql());
                return;
            }
        }
        String sql = name;
        for (int i = 2; !taken.add(sql.toLowerCase(Locale.ROOT)); i++) {
            sql = name + "$" + i;
        }
        columns.add(new Column(name, value.type(), Sql.name(sql)));
        expressions.add(value.sql());
    }

    /** Adds a column under a free name: its own, or with the first number that is not taken. */
    void putBeside(String name, Typed value) {
        String free = name;
        for (int i = 1; has(free); i++) {
            free = name + i;
        }
        put(free, value);
    }

    private boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    void putAll(Relation relation, String alias) {
        relation.columns().forEach(column -> put(column.name(), Typed.of(alias + column.sql(), column.type())));
    }

    void withIngestion(boolean present) {
        ingestion = present;
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Returns {@code a AS x, b AS y}. */
    String sql() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(expressions.get(i) + " AS " + columns.get(i).sql());
        }
        if (ingestion) {
            parts.add(Relation.INGESTION);
        }
        return ExpressionTranslator.joined(parts);
    }

    /** Returns a relation that selects this list from another. */
    Relation from(String source, Optional<String> rest) {
        return new Relation(
                "SELECT " + sql() + " FROM " + source
                        + rest.map(clause -> " " + clause).orElse(""),
                columns(),
                ingestion);
    }
}
