package io.throughline.core.store;

import io.throughline.core.telemetry.StreamCompleteness;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far each stream was read, one row each. */
final class StateTable {

    static final Table CURRENT = new Table(
            "stream_state",
            List.of(
                    Column.text("stream"),
                    Column.text("watermark"),
                    Column.text("cursor"),
                    Column.text("updated_at"),
                    Column.text("completeness"),
                    Column.bigint("known_us"),
                    Column.text("attempts"),
                    Column.text("pulse")),
            "stream");

    /** What was known of each stream earlier: the last of all that was written at one instant of knowledge. */
    static final Table HISTORY = new Table(
            "stream_state_history",
            List.of(
                    Column.text("stream"),
                    Column.text("completeness"),
                    Column.bigint("known_from_us"),
                    Column.bigint("known_to_us")),
            "stream");

    private StateTable() {}

    /**
     * Writes a stream's state within the caller's transaction.
     *
     * @return the instant of knowledge of this write, epoch microseconds: the state's, but never before that of an
     *     earlier write, so that what is known at an instant stays unambiguous if the clock was set back
     */
    static long write(Database.Session session, RecordCodec codec, StreamState state) throws SQLException {
        String table = session.dialect().table("stream_state");
        long known = EpochTime.micros(state.updatedAt());
        try (PreparedStatement select =
                session.connection().prepareStatement("SELECT max(known_us) FROM " + table + " WHERE stream = ?")) {
            select.setString(1, state.stream());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long previous = row.getLong(1);
                known = row.wasNull() ? known : Math.max(known, previous);
            }
        }
        session.update(
                "INSERT INTO " + session.dialect().table(HISTORY.name()) + " SELECT stream, completeness, known_us, "
                        + known + " FROM " + table + " WHERE stream = ? AND known_us < " + known,
                List.of(state.stream()));
        session.update("DELETE FROM " + table + " WHERE stream = ?", List.of(state.stream()));
        session.update(
                "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Arrays.asList(
                        state.stream(),
                        text(state.watermark()),
                        state.cursor(),
                        state.updatedAt().toString(),
                        codec.encode(state.completeness()),
                        known,
                        codec.encode(state.attempts()),
                        state.pulse() == null ? null : codec.encode(state.pulse())));
        return known;
    }

    /** Returns the states of all streams, or of one, by name. */
    static List<StreamState> read(Database.Session session, RecordCodec codec, @Nullable String stream)
            throws SQLException {
        List<StreamState> states = new ArrayList<>();
        String sql = "SELECT stream, watermark, cursor, updated_at, completeness, attempts, pulse FROM "
                + session.dialect().table("stream_state") + (stream == null ? "" : " WHERE stream = ?")
                + " ORDER BY stream";
        try (PreparedStatement select = session.connection().prepareStatement(sql)) {
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
                            codec.completeness(row.getString(5)),
                            codec.attempts(row.getString(6)),
                            codec.pulse(row.getString(7))));
                }
            }
        }
        // Databases collate text in ways of their own.
        states.sort(Comparator.comparing(StreamState::stream));
        return List.copyOf(states);
    }

    /** Returns what was known of each stream at an instant, epoch microseconds. */
    static List<StreamCompleteness> completenessAt(Database.Session session, RecordCodec codec, long at)
            throws SQLException {
        List<StreamCompleteness> known = new ArrayList<>();
        String sql = "SELECT completeness FROM " + session.dialect().table(CURRENT.name()) + " WHERE known_us <= " + at
                + " UNION ALL SELECT completeness FROM " + session.dialect().table(HISTORY.name())
                + " WHERE known_from_us <= " + at + " AND known_to_us > " + at;
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                known.add(codec.completeness(row.getString(1)));
            }
        }
        return known;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
