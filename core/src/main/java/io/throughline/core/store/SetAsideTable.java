package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The records that could not be taken, one row each. */
final class SetAsideTable {

    static final Table TABLE = new Table(
            "set_aside",
            List.of(Column.text("stream"), Column.text("vendor_id"), Column.bigint("time_us"), Column.text("json")),
            "stream");

    private SetAsideTable() {}

    /**
     * Keeps the batch's records, and forgets those of the windows, those that the batch delivers, and earlier versions.
     *
     * @param inWindows the condition that the column {@code time_us} lies in one of the windows
     */
    static void write(
            Database.Session session, RecordCodec codec, String stream, String inWindows, TelemetryBatch batch)
            throws SQLException {
        String table = session.dialect().table(TABLE.name());
        if (isEmpty(session, stream) && batch.setAside().isEmpty()) {
            return;
        }
        TreeSet<String> covered = new TreeSet<>();
        batch.events().forEach(event -> covered.add(event.provenance().vendorId()));
        batch.entities().forEach(entity -> covered.add(entity.provenance().vendorId()));
        batch.setAside().forEach(record -> covered.add(record.vendorId()));
        String staged = session.temporary("covered", List.of(Column.text("vendor_id")));
        try (Database.Rows rows = session.appendTemporary("covered")) {
            for (String vendorId : covered) {
                rows.begin().put(vendorId).end();
            }
        }
        session.update(
                "DELETE FROM " + table + " WHERE stream = ? AND (" + inWindows
                        + " OR vendor_id IN (SELECT vendor_id FROM " + staged + "))",
                List.of(stream));
        for (SetAside record : batch.setAside()) {
            session.update(
                    "INSERT INTO " + table + " VALUES (?, ?, ?, ?)",
                    List.of(stream, record.vendorId(), EpochTime.micros(record.time()), codec.encode(record)));
        }
    }

    static List<SetAside> read(Database.Session session, RecordCodec codec, String stream) throws SQLException {
        List<SetAside> records = new ArrayList<>();
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT json FROM " + session.dialect().table(TABLE.name()) + " WHERE stream = ?")) {
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    records.add(codec.setAside(row.getString(1)));
                }
            }
        }
        records.sort(Comparator.comparing(SetAside::vendorId));
        return List.copyOf(records);
    }

    private static boolean isEmpty(Database.Session session, String stream) throws SQLException {
        try (PreparedStatement select = session.connection()
                .prepareStatement(
                        "SELECT 1 FROM " + session.dialect().table(TABLE.name()) + " WHERE stream = ? LIMIT 1")) {
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                return !row.next();
            }
        }
    }
}
