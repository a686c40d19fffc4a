package io.throughline.core.store;

import io.throughline.core.store.PieceChanges.Piece;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Rolls up and removes what is older than it is to be kept, in transactions of bounded size. Each leaves the store as a
 * later run expects it, so that the work may end after any of them.
 */
final class Maintenance {

    /** How many pieces one transaction takes at most, apart from a day of one series that has more. */
    private static final long AT_ONCE = 4_000;

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Runs work in a transaction of its own that has locked a name. */
    interface Transactions {
        <T> T run(String lock, Piecework<T> work);

        /** What is done in a transaction. */
        interface Piecework<T> {
            T on(Database.Session session) throws SQLException;
        }
    }

    private final Transactions transactions;
    private final RecordCodec codec;
    private final Retention retention;
    private final Instant now;

    Maintenance(Transactions transactions, RecordCodec codec, Retention retention, Instant now) {
        this.transactions = transactions;
        this.codec = codec;
        this.retention = retention;
        this.now = now;
    }

    MaintenanceResult run() {
        Map<Integer, SeriesTable.Row> series = new HashMap<>();
        List<SeriesTable.Row> rows =
                transactions.run("maintenance", session -> SeriesTable.read(session, codec, "1 = 1", List.of()));
        rows.forEach(row -> series.put(row.id(), row));
        MaintenanceResult result = rollUp(series);
        if (retention.keep() != null) {
            result = result.plus(
                    remove(series, dayOf(now.minus(retention.keep())).toEpochMilli()));
        }
        return result.plus(forget(EpochTime.micros(now.minus(retention.history()))));
    }

    private MaintenanceResult rollUp(Map<Integer, SeriesTable.Row> series) {
        Instant before = transactions
                .run("maintenance", RawRange::read)
                .map(RawRange::from)
                .orElse(Instant.MIN);
        Instant day = dayOf(now.minus(retention.raw()));
        Instant limit = before.isAfter(day) ? before : day;
        RawRange wanted = new RawRange(limit, retention.step());
        Set<Integer> finer = new HashSet<>();
        series.values().stream().filter(row -> wanted.concerns(row.identity())).forEach(row -> finer.add(row.id()));
        // The range is written first: from then on nobody adds a point to what is being rolled up.
        boolean anything = transactions.run("maintenance", session -> {
            boolean found = false;
            for (PieceFamily<?> family : PieceFamily.ALL) {
                found |= !old(session, family.table(), limit.toEpochMilli(), finer::contains)
                        .isEmpty();
            }
            if (found) {
                wanted.write(session);
            }
            return found;
        });
        return anything
                ? rollUp(PieceFamily.NUMBERS, series, finer, limit)
                        .plus(rollUp(PieceFamily.HISTOGRAMS, series, finer, limit))
                : none();
    }

    private MaintenanceResult rollUp(
            PieceFamily<?> family, Map<Integer, SeriesTable.Row> series, Set<Integer> finer, Instant limit) {
        long to = limit.toEpochMilli();
        long step = retention.step().toMillis();
        long span = Cells.span(retention.step());
        MaintenanceResult result = none();
        for (Chunk chunk : chunks(List.of(family.table(), family.history()), series, to, finer::contains)) {
            result = result.plus(transactions.run("stream " + chunk.stream(), session -> {
                long rolled = 0;
                long into = 0;
                List<Piece> steps = new ArrayList<>();
                Map<Integer, List<Points<?>>> bySeries = new TreeMap<>();
                chunk.stage(session);
                for (Points<?> points : cut(session, family, to, bySeries)) {
                    rolled += points.size();
                }
                for (Map.Entry<Integer, List<Points<?>>> entry : bySeries.entrySet()) {
                    Points<?> coarse = coarse(family, entry.getValue(), step);
                    into += coarse.size();
                    coarse.byCell(span)
                            .forEach((cell, points) -> steps.add(Piece.of(entry.getKey(), cell, (Points<?>) points)));
                }
                PieceChanges.append(session, family.rollup(), steps, OptionalLong.of(step));
                long forgotten = cutHistory(session, family, to);
                return new MaintenanceResult(rolled, into, 0, forgotten);
            }));
        }
        return result;
    }

    private static Points<?> coarse(PieceFamily<?> family, List<Points<?>> parts, long step) {
        if (family == PieceFamily.NUMBERS) {
            return NumberPoints.join(
                            parts.stream().map(NumberPoints.class::cast).toList())
                    .rollUp(step);
        }
        return HistogramPoints.join(
                        parts.stream().map(HistogramPoints.class::cast).toList())
                .rollUp(step);
    }

    /** Takes the staged cells' points before {@code to} out of the table and returns them. */
    private static List<Points<?>> cut(
            Database.Session session, PieceFamily<?> family, long to, Map<Integer, List<Points<?>>> bySeries)
            throws SQLException {
        List<Points<?>> cut = new ArrayList<>();
        List<Piece> left = new ArrayList<>();
        each(session, family.table(), to, "", row -> {
            Points<?> points = family.decode(session.dialect().bytes(row, "points"));
            Points<?> old = points.within(Long.MIN_VALUE, to);
            cut.add(old);
            bySeries.computeIfAbsent(row.getInt(1), id -> new ArrayList<>()).add(old);
            leave(row, points, to, left);
        });
        delete(session, family.table(), to);
        PieceChanges.append(session, family.table(), left, OptionalLong.empty());
        return cut;
    }

    /** Takes the staged cells' points before {@code to} out of the history and returns how many there were. */
    private static long cutHistory(Database.Session session, PieceFamily<?> family, long to) throws SQLException {
        return cutWithExtra(session, family.history(), "known_to_us", to, family::decode);
    }

    private static long cutWithExtra(
            Database.Session session,
            String table,
            String extra,
            long to,
            java.util.function.Function<byte[], ? extends Points<?>> decoder)
            throws SQLException {
        long[] cut = {0};
        Map<Long, List<Piece>> left = new TreeMap<>();
        each(session, table, to, ", p." + extra, row -> {
            Points<?> points = decoder.apply(session.dialect().bytes(row, "points"));
            cut[0] += points.within(Long.MIN_VALUE, to).size();
            leave(row, points, to, left.computeIfAbsent(row.getLong(4), key -> new ArrayList<>()));
        });
        delete(session, table, to);
        for (Map.Entry<Long, List<Piece>> entry : left.entrySet()) {
            PieceChanges.append(session, table, entry.getValue(), OptionalLong.of(entry.getKey()));
        }
        return cut[0];
    }

    private static void leave(ResultSet row, Points<?> points, long to, List<Piece> left) throws SQLException {
        Points<?> later = points.within(to, Long.MAX_VALUE);
        if (!later.isEmpty()) {
            left.add(Piece.of(row.getInt(1), row.getLong(2), later));
        }
    }

    /** Removes telemetry that ended before an instant, epoch milliseconds on a day. */
    private MaintenanceResult remove(Map<Integer, SeriesTable.Row> series, long to) {
        MaintenanceResult result = none();
        for (PieceFamily<?> family : PieceFamily.ALL) {
            List<String> tables = List.of(family.table(), family.history(), family.rollup());
            for (Chunk chunk : chunks(tables, series, to, id -> true)) {
                result = result.plus(transactions.run("stream " + chunk.stream(), session -> {
                    chunk.stage(session);
                    long removed = 0;
                    for (Points<?> points : cut(session, family, to, new HashMap<>())) {
                        removed += points.size();
                    }
                    removed += cutWithExtra(
                            session,
                            family.rollup(),
                            "step_ms",
                            to,
                            family == PieceFamily.NUMBERS ? PieceReading::rolled : family::decode);
                    return new MaintenanceResult(0, 0, removed, cutHistory(session, family, to));
                }));
            }
        }
        List<String> streams = transactions.run(
                "maintenance",
                session -> StateTable.read(session, codec, null).stream()
                        .map(StreamState::stream)
                        .toList());
        for (String stream : streams) {
            result = result.plus(transactions.run("stream " + stream, session -> {
                long removed = delete(session, RowFamily.EVENT.table(), stream, "end_us < " + 1_000 * to)
                        + delete(session, RowFamily.DEPENDENCY.table(), stream, "to_ms <= " + to);
                long forgotten = delete(session, RowFamily.EVENT.history(), stream, "end_us < " + 1_000 * to)
                        + delete(session, RowFamily.DEPENDENCY.history(), stream, "to_ms <= " + to);
                delete(session, SetAsideTable.TABLE.name(), stream, "time_us < " + 1_000 * to);
                return new MaintenanceResult(0, 0, removed, forgotten);
            }));
        }
        return result;
    }

    /** Removes versions that were replaced, and tombstones that were set, before an instant, epoch microseconds. */
    private MaintenanceResult forget(long before) {
        return transactions.run("maintenance", session -> {
            String replaced = " WHERE known_to_us < " + before;
            long[] forgotten = {0};
            for (RowFamily family : RowFamily.values()) {
                forgotten[0] += session.update(
                        "DELETE FROM " + session.dialect().table(family.history()) + replaced, List.of());
            }
            for (PieceFamily<?> family : PieceFamily.ALL) {
                String table = session.dialect().table(family.history());
                query(
                        session,
                        "SELECT points FROM " + table + replaced,
                        row -> forgotten[0] += family.decode(session.dialect().bytes(row, "points"))
                                .size());
                session.update("DELETE FROM " + table + replaced, List.of());
            }
            forgotten[0] += session.update(
                    "DELETE FROM " + session.dialect().table(TombstoneTable.TABLE.name()) + " WHERE known_us < "
                            + before,
                    List.of());
            session.update("DELETE FROM " + session.dialect().table(StateTable.HISTORY.name()) + replaced, List.of());
            return new MaintenanceResult(0, 0, 0, forgotten[0]);
        });
    }

    /** Cuts the cells that hold something old into portions; a day of a series is never in two of them. */
    private List<Chunk> chunks(
            List<String> tables, Map<Integer, SeriesTable.Row> series, long to, Predicate<Integer> which) {
        // Whoever began to write before the limits were set has ended when the stream is free; later ones heed them.
        TreeSet<String> streams = new TreeSet<>();
        series.values().forEach(row -> streams.add(row.stream()));
        streams.forEach(stream -> transactions.run("stream " + stream, session -> stream));
        Map<String, TreeMap<Integer, TreeMap<Long, Long>>> byStream = new TreeMap<>();
        transactions.run("maintenance", session -> {
            for (String table : tables) {
                for (Cell cell : old(session, table, to, which)) {
                    byStream.computeIfAbsent(
                                    SeriesTable.Row.require(series, cell.series()).stream(), key -> new TreeMap<>())
                            .computeIfAbsent(cell.series(), key -> new TreeMap<>())
                            .merge(cell.start(), cell.pieces(), Long::sum);
                }
            }
            return tables;
        });
        List<Chunk> chunks = new ArrayList<>();
        byStream.forEach((stream, ofStream) -> {
            List<Cell> cells = new ArrayList<>();
            long pieces = 0;
            for (Map.Entry<Integer, TreeMap<Long, Long>> ofSeries : ofStream.entrySet()) {
                long day = Long.MIN_VALUE;
                for (Map.Entry<Long, Long> cell : ofSeries.getValue().entrySet()) {
                    long itsDay = Math.floorDiv(cell.getKey(), DAY);
                    if (pieces >= AT_ONCE && (itsDay != day || cells.isEmpty())) {
                        chunks.add(new Chunk(stream, List.copyOf(cells)));
                        cells.clear();
                        pieces = 0;
                    }
                    day = itsDay;
                    cells.add(new Cell(ofSeries.getKey(), cell.getKey(), cell.getValue()));
                    pieces += cell.getValue();
                }
            }
            chunks.add(new Chunk(stream, List.copyOf(cells)));
        });
        return chunks;
    }

    private static List<Cell> old(Database.Session session, String table, long to, Predicate<Integer> which)
            throws SQLException {
        List<Cell> cells = new ArrayList<>();
        String sql = "SELECT series, cell_ms, count(*) FROM "
                + session.dialect().table(table) + " WHERE first_ms < " + to + " GROUP BY series, cell_ms";
        query(session, sql, row -> {
            if (which.test(row.getInt(1))) {
                cells.add(new Cell(row.getInt(1), row.getLong(2), row.getLong(3)));
            }
        });
        return cells;
    }

    private static void each(Database.Session session, String table, long to, String extra, OnRow action)
            throws SQLException {
        query(
                session,
                "SELECT p.series, p.cell_ms, p.points" + extra + " FROM "
                        + session.dialect().table(table) + " p JOIN "
                        + session.dialect().temporary(Chunk.STAGED)
                        + " c ON c.series = p.series AND c.cell_ms = p.cell_ms WHERE p.first_ms < " + to,
                action);
    }

    private static void delete(Database.Session session, String table, long to) throws SQLException {
        session.update(
                "DELETE FROM " + session.dialect().table(table) + " AS p WHERE p.first_ms < " + to
                        + " AND EXISTS (SELECT 1 FROM " + session.dialect().temporary(Chunk.STAGED)
                        + " c WHERE c.series = p.series AND c.cell_ms = p.cell_ms)",
                List.of());
    }

    private static long delete(Database.Session session, String table, String stream, String condition)
            throws SQLException {
        return session.update(
                "DELETE FROM " + session.dialect().table(table) + " WHERE stream = ? AND " + condition,
                List.of(stream));
    }

    private static void query(Database.Session session, String sql, OnRow action) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                action.accept(row);
            }
        }
    }

    private static Instant dayOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    private static MaintenanceResult none() {
        return new MaintenanceResult(0, 0, 0, 0);
    }

    private interface OnRow {
        void accept(ResultSet row) throws SQLException;
    }

    /** A cell of a series that holds something old, in so many pieces. */
    private record Cell(int series, long start, long pieces) {}

    /** Cells of a stream that one transaction works on. */
    private record Chunk(String stream, List<Cell> cells) {

        static final String STAGED = "old_cells";

        void stage(Database.Session session) throws SQLException {
            session.temporary(STAGED, List.of(Column.integer("series"), Column.bigint("cell_ms")));
            try (Database.Rows rows = session.appendTemporary(STAGED)) {
                for (Cell cell : cells) {
                    rows.begin().put(cell.series()).put(cell.start()).end();
                }
            }
        }
    }
}
