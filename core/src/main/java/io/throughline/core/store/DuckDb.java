package io.throughline.core.store;

import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB. Apart from this class nothing names the driver's types, so that the rest loads without it.
 */
final class DuckDb implements Database, Dialect {

    private static final Pattern OWNER = Pattern.compile("\\(PID (\\d+)\\)");

    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
    }

    @Override
    public Dialect dialect() {
        return this;
    }

    @Override
    public String explain(SQLException e) {
        String words = firstLine(e);
        return words.contains("database has been invalidated")
                ? words + "; close the store and open it again, it resumes from its last complete write"
                : words;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case BINARY -> "BLOB";
        };
    }

    @Override
    public String table(String name) {
        return "main." + name;
    }

    @Override
    public String temporary(String name) {
        return "temp." + name;
    }

    @Override
    public String createTemporary() {
        return "CREATE TEMP TABLE ";
    }

    @Override
    public String position() {
        return "rowid";
    }

    /** Returns the value of a BLOB column; the driver has no {@link ResultSet#getBytes}. */
    @Override
    public byte[] bytes(ResultSet row, String column) throws SQLException {
        Blob blob = row.getBlob(column);
        return blob.getBytes(1, Math.toIntExact(blob.length()));
    }

    /** Opens a file, or memory if there is none. */
    static DuckDb open(@Nullable Path file) {
        Properties properties = new Properties();
        // Rows come as they are computed; the driver's default keeps a whole result beside what is made of it.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        String url = "jdbc:duckdb:" + (file == null ? "" : file);
        try {
            Connection connection = new DuckDBDriver().connect(url, properties);
            return new DuckDb(connection.unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public Session session() throws SQLException {
        return new OneConnection(root.duplicate(), this);
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }

    private static StoreException failure(@Nullable Path file, SQLException e) {
        String words = firstLine(e);
        Matcher owner = OWNER.matcher(words);
        if (words.contains("Could not set lock on file") || words.contains("being used by another process")) {
            return new StoreHeldException(
                    "the store " + file + " is held by another process"
                            + (owner.find() ? " (PID " + owner.group(1) + ")" : "")
                            + "; let that process sync (`serve` does so by itself), or end it first",
                    e);
        }
        if (words.contains("not a valid DuckDB database file")) {
            return new StoreException(
                    file + " is not a Throughline store, or is damaged: it is no DuckDB file;"
                            + " choose another file, or move it away and sync again",
                    e);
        }
        return new StoreException("cannot open the store " + (file == null ? "in memory" : file) + ": " + words, e);
    }

    /** Returns the driver's message without the hints and stack traces that follow in further lines. */
    static String firstLine(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }

    private record OneConnection(DuckDBConnection connection, Dialect dialect) implements Session {

        /** Begins a transaction in SQL: the driver's own way leaves an appender outside of it. */
        @Override
        public void begin() throws SQLException {
            execute("BEGIN TRANSACTION");
        }

        @Override
        public void commit() throws SQLException {
            execute("COMMIT");
        }

        @Override
        public void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public long update(String sql, List<?> parameters) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                return statement.executeLargeUpdate();
            }
        }

        @Override
        public Rows append(String table) throws SQLException {
            return new Appender(connection.createAppender(table));
        }

        @Override
        public Rows appendTemporary(String table) throws SQLException {
            return new Appender(connection.createAppender("temp", "main", table));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private record Appender(DuckDBAppender appender) implements Rows {

        @Override
        public Rows begin() throws SQLException {
            appender.beginRow();
            return this;
        }

        @Override
        public Rows put(int value) throws SQLException {
            appender.append(value);
            return this;
        }

        @Override
        public Rows put(long value) throws SQLException {
            appender.append(value);
            return this;
        }

        @Override
        public Rows put(double value) throws SQLException {
            appender.append(value);
            return this;
        }

        @Override
        public Rows put(@Nullable String value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else {
                appender.append(value);
            }
            return this;
        }

        @Override
        public Rows put(byte[] value) throws SQLException {
            appender.append(value);
            return this;
        }

        @Override
        public void end() throws SQLException {
            appender.endRow();
        }

        @Override
        public void close() throws SQLException {
            appender.close();
        }
    }
}
