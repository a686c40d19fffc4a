package io.throughline.core.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who may write which stream, one row for each stream that was ever taken; it stays when the lease ends, so that the
 * numbers of grants go on growing. The caller has locked the stream.
 */
final class LeaseTable {

    static final Table TABLE = new Table(
            "lease",
            List.of(Column.text("stream"), Column.text("holder"), Column.bigint("until_us"), Column.bigint("token")),
            "stream");

    private final Database.Session session;
    private final String table;

    LeaseTable(Database.Session session) {
        this.session = session;
        this.table = session.dialect().table(TABLE.name());
    }

    /** Grants the lease and returns the grant's number, or nothing if somebody has it. */
    OptionalLong take(String stream, String holder, Duration length) throws SQLException {
        Optional<Row> row = row(stream);
        long now = session.now();
        if (row.isPresent() && row.get().isHeldAt(now)) {
            return OptionalLong.empty();
        }
        long token = row.map(Row::token).orElse(0L) + 1;
        session.update("DELETE FROM " + table + " WHERE stream = ?", List.of(stream));
        session.update(
                "INSERT INTO " + table + " VALUES (?, ?, ?, ?)", List.of(stream, holder, end(now, length), token));
        return OptionalLong.of(token);
    }

    /** Makes the lease last its whole length from now on. */
    void renew(String stream, long token, Duration length) throws SQLException {
        Optional<Row> row = row(stream);
        if (row.isEmpty() || row.get().token() != token || row.get().holder() == null) {
            throw new LeaseLostException("the lease of " + stream + " was lost: "
                    + row.filter(later -> later.holder() != null)
                            .map(later -> later.holder() + " has taken the stream since")
                            .orElse("it was given back")
                    + "; nothing was written");
        }
        session.update(
                "UPDATE " + table + " SET until_us = ? WHERE stream = ? AND token = ?",
                List.of(end(session.now(), length), stream, token));
    }

    /** Gives the lease back, if it is still held. */
    void release(String stream, long token) throws SQLException {
        session.update(
                "UPDATE " + table + " SET holder = NULL, until_us = 0 WHERE stream = ? AND token = ?",
                List.of(stream, token));
    }

    /** Gives all leases back: their holders cannot be alive. */
    void releaseAll() throws SQLException {
        session.update("UPDATE " + table + " SET holder = NULL, until_us = 0 WHERE holder IS NOT NULL", List.of());
    }

    /** Tells whether a lease that was not given back ended at least so long ago. */
    boolean hasEndedFor(String stream, Duration length) throws SQLException {
        Optional<Row> row = row(stream);
        return row.isPresent() && row.get().holder() != null && end(row.get().until(), length) <= session.now();
    }

    Optional<LeaseHolder> holder(String stream) throws SQLException {
        long now = session.now();
        return row(stream)
                .filter(row -> row.isHeldAt(now))
                .map(row -> new LeaseHolder(
                        stream,
                        String.valueOf(row.holder()),
                        Instant.EPOCH.plus(row.until(), ChronoUnit.MICROS),
                        row.token()));
    }

    private Optional<Row> row(String stream) throws SQLException {
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT holder, until_us, token FROM " + table + " WHERE stream = ?")) {
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(row.getString(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    private static long end(long now, Duration length) {
        return Math.addExact(now, length.toNanos() / 1_000);
    }

    private record Row(@Nullable String holder, long until, long token) {
        boolean isHeldAt(long now) {
            return holder != null && until > now;
        }
    }
}
