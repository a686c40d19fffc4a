package io.throughline.core.store;

import io.throughline.core.store.RowFamily.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The materialized views, one row each. */
final class ViewTable {

    static final List<Column> COLUMNS = List.of(
            new Column("key", "VARCHAR"),
            new Column("version", "INTEGER"),
            new Column("inputs", "VARCHAR"),
            new Column("as_of", "VARCHAR"),
            new Column("json", "VARCHAR"));

    private ViewTable() {}

    static void write(Connection connection, StoredView view) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM view WHERE key = ?")) {
            delete.setString(1, view.key());
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO view VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, view.key());
            insert.setInt(2, view.version());
            insert.setString(3, view.inputs());
            insert.setString(4, view.asOf().toString());
            insert.setString(5, view.json());
            insert.executeUpdate();
        }
    }

    static Optional<StoredView> read(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version, inputs, as_of, json FROM view WHERE key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredView(
                                key,
                                row.getInt(1),
                                row.getString(2),
                                Instant.parse(row.getString(3)),
                                row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    static SortedSet<String> keys(Connection connection) throws SQLException {
        SortedSet<String> keys = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key FROM view")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return Collections.unmodifiableSortedSet(keys);
    }
}
