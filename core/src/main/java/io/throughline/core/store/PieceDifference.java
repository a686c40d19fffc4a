package io.throughline.core.store;

import io.throughline.core.store.PieceChanges.Piece;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the points of a stream's series within some spans equal to those of a batch, or puts those of a batch beside the
 * others, within the caller's transaction. Pieces are decoded only where a write meets them: what only adds to a cell is
 * appended as one more piece.
 */
final class PieceDifference {

    /** When a cell would have more pieces than this, they become one. */
    private static final int MOST_PIECES = 16;

    private final Database.Session session;
    private final long known;
    /** The stream's series by number. */
    private final Map<Integer, SeriesTable.Row> series;

    private final Windows windows;

    /**
     * Creates the difference for one write of one stream.
     *
     * @param known the instant of knowledge, epoch microseconds
     * @param series all series of the stream
     * @param spans what is replaced, ascending and apart; empty for a revision
     */
    PieceDifference(Database.Session session, long known, List<SeriesTable.Row> series, List<TimeWindow> spans) {
        this.session = session;
        this.known = known;
        this.series = new HashMap<>();
        for (SeriesTable.Row row : series) {
            this.series.put(row.id(), row);
        }
        this.windows = new Windows(spans);
    }

    /** Compares, writes, and tells what was written; {@code wanted} are the batch's pieces by the series' number. */
    <P extends Points<P>> WriteResult apply(PieceFamily<P> family, Map<Integer, List<Series>> wanted)
            throws SQLException {
        long from = windows.first();
        long to = windows.end();
        for (List<Series> pieces : wanted.values()) {
            for (Series piece : pieces) {
                from = Math.min(from, piece.timeAt(0));
                to = Math.max(to, piece.timeAt(piece.size() - 1) + 1);
            }
        }
        if (from >= to) {
            return WriteResult.none();
        }
        Map<Integer, SortedMap<Long, List<Piece>>> present = present(family, from, to);
        TreeSet<Integer> touched = new TreeSet<>(wanted.keySet());
        if (!windows.isEmpty()) {
            touched.addAll(present.keySet());
        }
        PieceChanges changes = new PieceChanges();
        WriteResult result = WriteResult.none();
        for (int id : touched) {
            List<P> parts = new ArrayList<>();
            for (Series piece : wanted.getOrDefault(id, List.of())) {
                parts.add(family.of(piece, known));
            }
            P points = Points.joined(parts, family.empty());
            result = result.plus(compare(family, id, points, present.getOrDefault(id, new TreeMap<>()), changes));
        }
        changes.write(session, family, known);
        return result;
    }

    private <P extends Points<P>> WriteResult compare(
            PieceFamily<P> family, int id, P points, SortedMap<Long, List<Piece>> present, PieceChanges changes) {
        long span = Cells.span(SeriesTable.Row.require(series, id).identity().step());
        SortedMap<Long, P> wanted = points.byCell(span);
        TreeSet<Long> cells = new TreeSet<>(wanted.keySet());
        cells.addAll(present.keySet());
        long added = 0;
        long changed = 0;
        long removed = 0;
        long unchanged = 0;
        for (long cell : cells) {
            P inCell = wanted.getOrDefault(cell, family.empty());
            List<Piece> pieces = present.getOrDefault(cell, List.of());
            WriteResult one = compare(family, id, cell, span, inCell, pieces, changes);
            added += one.added();
            changed += one.changed();
            removed += one.removed();
            unchanged += one.unchanged();
        }
        return new WriteResult(added, changed, removed, unchanged);
    }

    private <P extends Points<P>> WriteResult compare(
            PieceFamily<P> family, int id, long cell, long span, P wanted, List<Piece> pieces, PieceChanges changes) {
        Windows within = windows.within(cell, cell + span);
        List<Piece> met = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean meets =
                    !wanted.isEmpty() && piece.first() <= wanted.lastTime() && piece.last() >= wanted.firstTime();
            if (meets || within.meet(piece.first(), piece.last())) {
                met.add(piece);
            }
        }
        P now = decoded(family, met);
        Replacement<P> replacement =
                within.isEmpty() ? now.revise(wanted, known) : now.replace(within.from(), within.to(), wanted, known);
        if (replacement.isNothing()) {
            return replacement.counts();
        }
        if (replacement.onlyAdds() && pieces.size() < MOST_PIECES) {
            changes.put(id, cell, replacement.added());
            return replacement.counts();
        }
        List<Piece> others = new ArrayList<>(pieces);
        others.removeAll(met);
        P whole = Points.joined(List.of(decoded(family, others), replacement.current()), family.empty());
        pieces.forEach(changes::remove);
        changes.put(id, cell, whole);
        changes.supersede(id, cell, replacement.superseded());
        return replacement.counts();
    }

    private static <P extends Points<P>> P decoded(PieceFamily<P> family, List<Piece> pieces) {
        return Points.joined(
                pieces.stream().map(piece -> family.decode(piece.points())).toList(), family.empty());
    }

    /** Returns all pieces of the cells of the stream that share a time with {@code [from, to)}, by series and cell. */
    private Map<Integer, SortedMap<Long, List<Piece>>> present(PieceFamily<?> family, long from, long to)
            throws SQLException {
        Map<Integer, SortedMap<Long, List<Piece>>> present = new HashMap<>();
        TreeMap<Long, String> streamsBySpan = new TreeMap<>();
        for (SeriesTable.Row row : series.values()) {
            streamsBySpan.put(Cells.span(row.identity().step()), row.stream());
        }
        Dialect dialect = session.dialect();
        for (Map.Entry<Long, String> entry : streamsBySpan.entrySet()) {
            long span = entry.getKey();
            String sql = "SELECT p.series, p.cell_ms, p.first_ms, p.last_ms, p.points FROM "
                    + dialect.table(family.table()) + " p JOIN " + dialect.table("series")
                    + " s ON s.id = p.series WHERE s.stream = ? AND s.span_ms = " + span + " AND p.cell_ms >= "
                    + Cells.start(from, span) + " AND p.cell_ms < " + to;
            try (PreparedStatement select = session.connection().prepareStatement(sql)) {
                select.setString(1, entry.getValue());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Piece piece = new Piece(
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                dialect.bytes(row, "points"));
                        present.computeIfAbsent(piece.series(), id -> new TreeMap<>())
                                .computeIfAbsent(piece.cell(), cell -> new ArrayList<>())
                                .add(piece);
                    }
                }
            }
        }
        return present;
    }
}
