package io.throughline.examples.tenant.recording;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The tables of a recording in a DuckDB of their own, in memory: a view over the Parquet files for each {@link
 * RecordedTable}, with recorded times. Thread-safe: whoever asks takes a connection and closes it.
 */
public final class RecordingDatabase implements AutoCloseable {

    private final Connection root;

    private RecordingDatabase(Connection root) {
        this.root = root;
    }

    /**
     * Opens the tables.
     *
     * @param temporary where the database may put what does not fit in memory
     */
    public static RecordingDatabase open(Recording recording, Path temporary) {
        try {
            Properties properties = new Properties();
            properties.setProperty("memory_limit", "1GB");
            properties.setProperty("temp_directory", temporary.resolve("spill").toString());
            properties.setProperty("autoinstall_known_extensions", "false");
            properties.setProperty("autoload_known_extensions", "false");
            Connection root = DriverManager.getConnection("jdbc:duckdb:", properties);
            try (Statement statement = root.createStatement()) {
                statement.execute("SET parquet_metadata_cache = true");
                for (RecordedTable table : RecordedTable.values()) {
                    statement.execute(view(table, recording.files(table.sql() + ".parquet"), statement));
                }
            } catch (SQLException e) {
                root.close();
                throw e;
            }
            return new RecordingDatabase(root);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot open the recording '" + recording.manifest().id() + "'", e);
        }
    }

    /** Returns a connection of its own, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return ((DuckDBConnection) root).duplicate();
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the recording", e);
        }
    }

    private static String view(RecordedTable table, List<Path> files, Statement statement) throws SQLException {
        String source = files.isEmpty()
                ? "(SELECT 1) WHERE FALSE"
                : "read_parquet(["
                        + files.stream()
                                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))
                        + "], union_by_name = true)";
        Set<String> present = files.isEmpty() ? Set.of() : columns(source, statement);
        String columns = table.fields().stream()
                .map(field -> {
                    String name = '"' + field.name() + '"';
                    boolean there = present.contains(field.name().toLowerCase(Locale.ROOT));
                    return "CAST(" + (there ? name : "NULL") + " AS " + field.type() + ") AS " + name;
                })
                .collect(Collectors.joining(", "));
        return "CREATE VIEW " + table.sql() + " AS SELECT " + columns + " FROM " + source;
    }

    private static Set<String> columns(String source, Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
