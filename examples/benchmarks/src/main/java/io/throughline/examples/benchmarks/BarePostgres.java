package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** {@code COPY} in its binary form. */
final class BarePostgres implements BareTable {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER = 1 << 16;
    private static final int ROW = Short.BYTES + 3 * Integer.BYTES + Integer.BYTES + Long.BYTES + Double.BYTES;

    private final Connection connection;

    BarePostgres(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bare");
            statement.execute("CREATE TABLE bare (series INTEGER, time BIGINT, value DOUBLE PRECISION)");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void append(List<Series> series) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY bare (series, time, value) FROM STDIN (FORMAT binary)");
        ByteBuffer rows = ByteBuffer.allocate(BUFFER);
        rows.put(SIGNATURE).putInt(0).putInt(0);
        for (int id = 0; id < series.size(); id++) {
            NumberSeries numbers = (NumberSeries) series.get(id);
            for (int i = 0; i < numbers.size(); i++) {
                if (rows.remaining() < ROW) {
                    send(copy, rows);
                }
                rows.putShort((short) 3).putInt(Integer.BYTES).putInt(id);
                rows.putInt(Long.BYTES).putLong(numbers.timeAt(i));
                rows.putInt(Double.BYTES).putDouble(numbers.valueAt(i));
            }
        }
        send(copy, rows);
        rows.putShort((short) -1);
        send(copy, rows);
        copy.endCopy();
        connection.commit();
    }

    private static void send(CopyIn copy, ByteBuffer rows) throws SQLException {
        copy.writeToCopy(rows.array(), rows.arrayOffset(), rows.position());
        rows.clear();
    }

    @Override
    public long read(long from, long to) throws SQLException {
        String sql = "SELECT series, time, value FROM bare WHERE time >= ? AND time < ? ORDER BY series, time";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(10_000);
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
