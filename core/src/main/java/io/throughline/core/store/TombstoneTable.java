package io.throughline.core.store;

import io.throughline.core.telemetry.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was retired and has not come back, one row each. */
final class TombstoneTable {

    static final Table TABLE = new Table(
            "tombstone",
            List.of(
                    Column.text("stream"),
                    Column.text("vendor_id"),
                    Column.bigint("start_us"),
                    Column.bigint("known_us")),
            "stream, vendor_id");

    private TombstoneTable() {}

    /** Marks the current events of a scope as gone. */
    static void bury(Database.Session session, Difference.Scope scope, long known) throws SQLException {
        session.update(
                "INSERT INTO " + session.dialect().table(TABLE.name()) + " SELECT stream, vendor_id, start_us, " + known
                        + " FROM " + session.dialect().table(RowFamily.EVENT.table()) + " WHERE " + scope.condition(),
                scope.parameters());
    }

    /** Forgets that the events whose vendor ids a query gives were gone. */
    static void raise(Database.Session session, String stream, String vendorIds) throws SQLException {
        session.update(
                "DELETE FROM " + session.dialect().table(TABLE.name()) + " WHERE stream = ? AND vendor_id IN ("
                        + vendorIds + ")",
                List.of(stream));
    }

    static List<Tombstone> read(Database.Session session, String stream, TimeWindow horizon) throws SQLException {
        List<Tombstone> tombstones = new ArrayList<>();
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT vendor_id, start_us, known_us FROM "
                        + session.dialect().table(TABLE.name())
                        + " WHERE stream = ? AND start_us >= ? AND start_us < ?")) {
            select.setString(1, stream);
            select.setLong(2, EpochTime.ceilMicros(horizon.from()));
            select.setLong(3, EpochTime.ceilMicros(horizon.to()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tombstones.add(new Tombstone(
                            stream,
                            row.getString(1),
                            Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
                            Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS)));
                }
            }
        }
        tombstones.sort(Comparator.comparing(Tombstone::vendorId));
        return List.copyOf(tombstones);
    }
}
