package io.throughline.core.store;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Since when points are stored as they were read.
 *
 * @param from the instant, at the start of a UTC day
 * @param step to which finer series are rolled up before
 */
record RawRange(Instant from, Duration step) {

    static final Table TABLE = new Table("raw_range", List.of(Column.bigint("from_ms"), Column.bigint("step_ms")));

    /** Returns the range, if anything was ever rolled up. */
    static Optional<RawRange> read(Database.Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT from_ms, step_ms FROM "
                        + session.dialect().table(TABLE.name()) + " ORDER BY from_ms DESC LIMIT 1")) {
            return row.next()
                    ? Optional.of(new RawRange(Instant.ofEpochMilli(row.getLong(1)), Duration.ofMillis(row.getLong(2))))
                    : Optional.empty();
        }
    }

    void write(Database.Session session) throws SQLException {
        String table = session.dialect().table(TABLE.name());
        session.execute("DELETE FROM " + table);
        session.update("INSERT INTO " + table + " VALUES (?, ?)", List.of(from.toEpochMilli(), step.toMillis()));
    }

    /** Tells whether a series is rolled up. */
    boolean concerns(SeriesTable.Identity series) {
        return series.step() != null && series.step().compareTo(step) < 0;
    }

    /** Refuses to replace what was rolled up. */
    void checkReplacement(List<TimeWindow> spans) {
        if (!spans.isEmpty() && spans.get(0).from().isBefore(from)) {
            throw tooOld("a window from " + spans.get(0).from() + " on cannot be replaced");
        }
    }

    /** Refuses points beside what was rolled up. */
    void checkRevision(List<Series> series) {
        for (Series piece : series) {
            if (piece.timeAt(0) < from.toEpochMilli() && concerns(SeriesTable.Identity.of(piece))) {
                throw tooOld("a point of " + piece.key() + " at " + Instant.ofEpochMilli(piece.timeAt(0))
                        + " cannot be written");
            }
        }
    }

    private IllegalArgumentException tooOld(String what) {
        return new IllegalArgumentException(
                what + ": points before " + from + " are rolled up; begin at " + from + " or later");
    }
}
