package io.throughline.core.store;

import java.sql.SQLException;
import java.util.List;

/**
 * A table of a store.
 *
 * @param name its name
 * @param columns its columns in order
 * @param keys the columns of each index, separated by commas; made only where the database wants indexes
 */
record Table(String name, List<Column> columns, List<String> keys) {

    Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    Table(String name, List<Column> columns, String... keys) {
        this(name, columns, List.of(keys));
    }

    /** Makes the table and its indexes. */
    void create(Database.Session session) throws SQLException {
        Dialect dialect = session.dialect();
        session.execute("CREATE TABLE " + dialect.table(name) + " " + Column.definition(columns, dialect));
        if (dialect.indexed()) {
            for (String key : keys) {
                session.execute("CREATE INDEX ON " + dialect.table(name) + " (" + key + ")");
            }
        }
    }
}
