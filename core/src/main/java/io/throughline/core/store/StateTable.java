package io.throughline.core.store;

import io.throughline.core.store.RowFamily.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far each stream was read, one row each. */
final class StateTable {

    static final List<Column> COLUMNS = List.of(
            new Column("stream", "VARCHAR"),
            new Column("watermark", "VARCHAR"),
            new Column("cursor", "VARCHAR"),
            new Column("updated_at", "VARCHAR"),
            new Column("completeness", "VARCHAR"),
            new Column("known_us", "BIGINT"));

    private StateTable() {}

    /**
     * Writes a stream's state within the caller's transaction.
     *
     * @return the instant of knowledge of this write, epoch microseconds: the state's, but never before that of an
     *     earlier write, so that what is known at an instant stays unambiguous if the clock was set back
     */
    static long write(Connection connection, RecordCodec codec, StreamState state) throws SQLException {
        long known = EpochTime.micros(state.updatedAt());
        try (PreparedStatement select =
                connection.prepareStatement("SELECT max(known_us) FROM stream_state WHERE stream = ?")) {
            select.setString(1, state.stream());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long previous = row.getLong(1);
                known = row.wasNull() ? known : Math.max(known, previous);
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM stream_state WHERE stream = ?")) {
            delete.setString(1, state.stream());
            delete.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO stream_state VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, state.stream());
            insert.setString(2, text(state.watermark()));
            insert.setString(3, state.cursor());
            insert.setString(4, state.updatedAt().toString());
            insert.setString(5, codec.encode(state.completeness()));
            insert.setLong(6, known);
            insert.executeUpdate();
        }
        return known;
    }

    /** Returns the states of all streams, or of one, by name. */
    static List<StreamState> read(Connection connection, RecordCodec codec, @Nullable String stream)
            throws SQLException {
        List<StreamState> states = new ArrayList<>();
        String sql = "SELECT stream, watermark, cursor, updated_at, completeness FROM stream_state"
                + (stream == null ? "" : " WHERE stream = ?") + " ORDER BY stream";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (stream != null) {
                select.setString(1, stream);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String watermark = row.getString(2);
                    states.add(new StreamState(
                            row.getString(1),
                            watermark == null ? null : Instant.parse(watermark),
                            row.getString(3),
                            Instant.parse(row.getString(4)),
                            codec.completeness(row.getString(5))));
                }
            }
        }
        return List.copyOf(states);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
