package io.throughline.core.store;

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
            Column.text("key"),
            Column.integer("version"),
            Column.text("inputs"),
            Column.text("as_of"),
            Column.text("json"));

    private ViewTable() {}

    static void write(Database.Session session, StoredView view) throws SQLException {
        session.lock("view " + view.key());
        String table = session.dialect().table("view");
        session.update("DELETE FROM " + table + " WHERE key = ?", List.of(view.key()));
        session.update(
                "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?)",
                List.of(view.key(), view.version(), view.inputs(), view.asOf().toString(), view.json()));
    }

    static Optional<StoredView> read(Database.Session session, String key) throws SQLException {
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT version, inputs, as_of, json FROM "
                        + session.dialect().table("view") + " WHERE key = ?")) {
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

    static SortedSet<String> keys(Database.Session session) throws SQLException {
        SortedSet<String> keys = new TreeSet<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT key FROM " + session.dialect().table("view"))) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return Collections.unmodifiableSortedSet(keys);
    }
}
