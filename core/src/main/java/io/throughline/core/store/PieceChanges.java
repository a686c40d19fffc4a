package io.throughline.core.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The pieces of one family that a transaction takes away and puts there. Not thread-safe. */
final class PieceChanges {

    /**
     * A row of a table of pieces.
     *
     * @param cell start of the cell, epoch milliseconds
     * @param first time of the first point, epoch milliseconds
     * @param last time of the last point, epoch milliseconds
     * @param points the points, encoded
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on as it is.
    record Piece(int series, long cell, long first, long last, byte[] points) {

        static Piece of(int series, long cell, Points<?> points) {
            return new Piece(series, cell, points.firstTime(), points.lastTime(), points.encode());
        }
    }

    private final List<Piece> gone = new ArrayList<>();
    private final List<Piece> fresh = new ArrayList<>();
    private final List<Piece> superseded = new ArrayList<>();

    void remove(Piece piece) {
        gone.add(piece);
    }

    /** Puts points into a cell; none if there are none. */
    void put(int series, long cell, Points<?> points) {
        if (!points.isEmpty()) {
            fresh.add(Piece.of(series, cell, points));
        }
    }

    /** Puts points that were replaced into the history; none if there are none. */
    void supersede(int series, long cell, Points<?> points) {
        if (!points.isEmpty()) {
            superseded.add(Piece.of(series, cell, points));
        }
    }

    /** Writes the changes; {@code known} is until when the superseded ones were known, epoch microseconds. */
    void write(Database.Session session, PieceFamily<?> family, long known) throws SQLException {
        delete(session, family.table(), gone);
        append(session, family.table(), fresh, OptionalLong.empty());
        append(session, family.history(), superseded, OptionalLong.of(known));
    }

    /** Deletes pieces by their keys. */
    static void delete(Database.Session session, String table, List<Piece> pieces) throws SQLException {
        if (pieces.isEmpty()) {
            return;
        }
        Dialect dialect = session.dialect();
        List<Column> keys = PieceFamily.keys();
        String staged = session.temporary("gone_pieces", keys);
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        try (Database.Rows rows = session.appendTemporary("gone_pieces")) {
            for (Piece piece : pieces) {
                rows.begin()
                        .put(piece.series())
                        .put(piece.cell())
                        .put(piece.first())
                        .end();
                from = Math.min(from, piece.cell());
                to = Math.max(to, piece.cell());
            }
        }
        // Literal bounds let the database skip what lies outside.
        session.update(
                "DELETE FROM " + dialect.table(table) + " AS p WHERE p.cell_ms BETWEEN " + from + " AND " + to
                        + " AND EXISTS (SELECT 1 FROM " + staged + " g WHERE " + Column.same("g.", "p.", keys) + ")",
                List.of());
    }

    /** Appends pieces; {@code extra} is the value of the column that some tables have besides. */
    static void append(Database.Session session, String table, List<Piece> pieces, OptionalLong extra)
            throws SQLException {
        if (pieces.isEmpty()) {
            return;
        }
        try (Database.Rows rows = session.append(table)) {
            for (Piece piece : pieces) {
                rows.begin()
                        .put(piece.series())
                        .put(piece.cell())
                        .put(piece.first())
                        .put(piece.last())
                        .put(piece.points());
                if (extra.isPresent()) {
                    rows.put(extra.getAsLong());
                }
                rows.end();
            }
        }
    }
}
