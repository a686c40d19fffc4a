package io.throughline.core.store;

import java.io.File;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
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
    private final @Nullable Path file;
    private final Clock clock = Clock.systemUTC();

    private DuckDb(DuckDBConnection root, @Nullable Path file) {
        this.root = root;
        this.file = file;
    }

    @Override
    public Dialect dialect() {
        return this;
    }

    @Override
    public String explain(SQLException e) {
        return DuckDbRemedy.added(firstLine(e));
    }

    /** Writes take turns, so that none gets in another's way. */
    @Override
    public boolean isTransient(SQLException e) {
        return false;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case BINARY -> "BLOB";
            case POSITION -> "BIGINT";
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
    public String isAt(String positions) {
        return "rowid IN (" + positions + ")";
    }

    @Override
    public String columns() {
        return "SELECT table_name, column_name, data_type FROM duckdb_columns()"
                + " WHERE NOT internal AND database_name = current_database()";
    }

    /** On point tables a key costs seven times the space and three times the time. */
    @Override
    public boolean indexed() {
        return false;
    }

    @Override
    public String product() {
        return "DuckDB";
    }

    @Override
    public String elsewhere() {
        return "choose another file, or move it away and sync again";
    }

    @Override
    public boolean oneWriter() {
        return true;
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
            return new DuckDb(connection.unwrap(DuckDBConnection.class), file);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public Session session() throws SQLException {
        return new OneConnection(root.duplicate(), this, file, clock);
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
        return new StoreException(
                "cannot open the store " + (file == null ? "in memory" : file) + ": " + DuckDbRemedy.added(words), e);
    }

    /** Returns the driver's message without the hints and stack traces that follow in further lines. */
    static String firstLine(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }

    private record OneConnection(
            DuckDBConnection connection,
            Dialect dialect,
            @Nullable Path file,
            Clock clock) implements Session {

        /** Begins a transaction in SQL: the driver's own way leaves an appender outside of it. */
        @Override
        public void begin() throws SQLException {
            execute("BEGIN TRANSACTION");
        }

        @Override
        public void beginReading() throws SQLException {
            begin();
        }

        /** Does nothing: writes take turns. */
        @Override
        public void lock(String name) {}

        @Override
        public boolean tryLock(String name) {
            return true;
        }

        /** Does nothing: nobody else can have locked it. */
        @Override
        public void evict(String name) {}

        /** One process owns the database, so its clock is the one that all users share. */
        @Override
        public long now() {
            return EpochTime.micros(clock.instant());
        }

        @Override
        public String version() throws SQLException {
            return connection.getMetaData().getDatabaseProductVersion();
        }

        @Override
        public long bytes() {
            return file == null ? -1 : file.toFile().length() + new File(file + ".wal").length();
        }

        @Override
        public String temporary(String name, List<Column> columns) throws SQLException {
            execute("CREATE OR REPLACE TEMP TABLE " + name + Column.definition(columns, dialect));
            return dialect.temporary(name);
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
