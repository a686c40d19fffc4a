package io.throughline.core.store;

import io.throughline.core.store.RowFamily.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a DuckDB store: makes them in an empty database, verifies them in another. */
final class Schema {

    /** The version this code writes; it reads no later one. */
    static final int VERSION = 1;

    private static final String VERSION_TABLE = "throughline_schema";

    private Schema() {}

    /** Makes or verifies the tables; {@code place} names the store in messages. */
    static void prepare(Connection connection, String place) throws SQLException {
        Map<String, Map<String, String>> present = present(connection);
        if (present.isEmpty()) {
            create(connection);
            return;
        }
        if (!present.containsKey(VERSION_TABLE)) {
            throw new StoreException(
                    place + " is a DuckDB database but not a Throughline store (it has the table '"
                            + present.keySet().iterator().next() + "'); choose another file",
                    null);
        }
        int version = version(connection, place);
        if (version > VERSION) {
            throw new StoreException(
                    place + " was written by a newer version of Throughline (schema " + version
                            + ", this version knows up to " + VERSION
                            + "); use that version, or choose another file and sync again",
                    null);
        }
        expected().forEach((table, columns) -> {
            Map<String, String> actual = present.getOrDefault(table, Map.of());
            for (Column column : columns) {
                if (!column.type().equals(actual.get(column.name()))) {
                    throw new StoreException(
                            place + " is damaged: table " + table + " should have a column " + column.name() + " "
                                    + column.type() + "; move the file away and sync again",
                            null);
                }
            }
        });
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN TRANSACTION");
            for (Map.Entry<String, List<Column>> table : expected().entrySet()) {
                statement.execute("CREATE TABLE " + table.getKey() + RowFamily.definition(table.getValue()));
            }
            statement.execute("CREATE SEQUENCE series_id");
            statement.execute("INSERT INTO " + VERSION_TABLE + " VALUES (" + VERSION + ")");
            statement.execute("COMMIT");
        }
    }

    private static Map<String, List<Column>> expected() {
        Map<String, List<Column>> tables = new TreeMap<>();
        tables.put(VERSION_TABLE, List.of(new Column("version", "INTEGER")));
        tables.put("stream_state", StateTable.COLUMNS);
        tables.put("series", SeriesTable.COLUMNS);
        tables.put("view", ViewTable.COLUMNS);
        for (RowFamily family : RowFamily.values()) {
            tables.put(family.table(), family.currentColumns());
            tables.put(family.history(), family.historyColumns());
        }
        return tables;
    }

    private static Map<String, Map<String, String>> present(Connection connection) throws SQLException {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT table_name, column_name, data_type FROM duckdb_columns()"
                                + " WHERE NOT internal AND database_name = current_database()")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new TreeMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        return tables;
    }

    private static int version(Connection connection, String place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(version) FROM " + VERSION_TABLE)) {
            row.next();
            int version = row.getInt(1);
            if (row.wasNull()) {
                throw new StoreException(
                        place + " is damaged: it does not tell its schema's version; move the file away and sync again",
                        null);
            }
            return version;
        }
    }
}
