package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The driver's appender into a file. */
final class BareDuckDb implements BareTable {

    private final DuckDBConnection connection;

    BareDuckDb(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare (series INTEGER, time BIGINT, value DOUBLE)");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void append(List<Series> series) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "bare")) {
            for (int id = 0; id < series.size(); id++) {
                NumberSeries numbers = (NumberSeries) series.get(id);
                for (int i = 0; i < numbers.size(); i++) {
                    rows.beginRow()
                            .append(id)
                            .append(numbers.timeAt(i))
                            .append(numbers.valueAt(i))
                            .endRow();
                }
            }
        }
        connection.commit();
    }

    @Override
    public long read(long from, long to) throws SQLException {
        String sql = "SELECT series, time, value FROM bare WHERE time >= ? AND time < ? ORDER BY series, time";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet row = statement.executeQuery()) {
                return Rows.take(row);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
