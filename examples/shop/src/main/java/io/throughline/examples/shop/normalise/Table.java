package io.throughline.examples.shop.normalise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One table being filled, to become a Parquet file sorted by its first column. */
final class Table implements AutoCloseable {
    private final Connection connection;
    private final String name;
    private final DuckDBAppender appender;

    /** Creates the table; {@code columns} as in SQL. */
    Table(Connection connection, String name, String columns) throws SQLException {
        this.connection = connection;
        this.name = name;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (" + columns + ")");
        }
        appender = connection.unwrap(DuckDBConnection.class).createAppender("main", name);
    }

    /** Appends one row: instants, texts, numbers, booleans and nulls, in the order of the columns. */
    void add(@Nullable Object... values) throws SQLException {
        appender.beginRow();
        for (Object value : values) {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof Instant instant) {
                appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            } else if (value instanceof String text) {
                appender.append(text);
            } else if (value instanceof Integer number) {
                appender.append(number.intValue());
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof Boolean flag) {
                appender.append(flag.booleanValue());
            } else {
                throw new IllegalArgumentException("cannot append a " + value.getClass());
            }
        }
        appender.endRow();
    }

    /** Writes the file and returns the number of its rows. */
    long write(Path folder, String order) throws SQLException, IOException {
        appender.close();
        Path file = folder.resolve(name + ".parquet");
        Files.deleteIfExists(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM " + name + " ORDER BY " + order + ") TO '" + file
                    + "' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION V2)");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
