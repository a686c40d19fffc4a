package io.throughline.core.store;

import static java.util.stream.Collectors.joining;

import io.throughline.core.telemetry.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the points of a window, columnar, as known now or at an instant; roll-ups where they are all that is left. */
final class PieceReading {

    /** Longer lists of series are left to the database. */
    private static final int MOST_LISTED = 1_000;

    private final Database.Session session;
    private final WindowQuery query;
    private final long from;
    private final long to;
    private final String ofScope;

    /**
     * Creates the reading of one window.
     *
     * @param ofScope a further condition on the column {@code series}, beginning with AND, or empty
     */
    PieceReading(Database.Session session, WindowQuery query, String ofScope) {
        this.session = session;
        this.query = query;
        this.from = EpochTime.ceilMillis(query.window().from());
        this.to = EpochTime.ceilMillis(query.window().to());
        this.ofScope = ofScope;
    }

    /** Returns the numbers by the series' number: what is as it was read, then what was rolled up. */
    Map<Integer, List<Series>> numbers(Map<Integer, SeriesTable.Row> series) throws SQLException {
        Map<Integer, List<Series>> read = asRead(
                PieceFamily.NUMBERS,
                series,
                (points, row) ->
                        points.series(row.identity().key(), row.identity().step()));
        rolledUp(
                PieceFamily.NUMBERS.rollup(),
                PieceReading::rolled,
                (id, byStep) -> byStep.forEach((step, parts) -> {
                    SeriesTable.Row row = SeriesTable.Row.require(series, id);
                    RolledPoints points = visible(RolledPoints.join(parts));
                    read.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(points.values(row.identity().key().kind(), query.rolledUp())
                                    .series(row.identity().key(), Duration.ofMillis(step)));
                }));
        return read;
    }

    /** Returns the histograms by the series' number: what is as it was read, then what was rolled up. */
    Map<Integer, List<Series>> histograms(Map<Integer, SeriesTable.Row> series) throws SQLException {
        Map<Integer, List<Series>> read = asRead(
                PieceFamily.HISTOGRAMS,
                series,
                (points, row) ->
                        points.series(row.identity().key(), row.identity().step()));
        rolledUp(
                PieceFamily.HISTOGRAMS.rollup(),
                PieceFamily.HISTOGRAMS::decode,
                (id, byStep) -> byStep.forEach((step, parts) -> {
                    SeriesTable.Row row = SeriesTable.Row.require(series, id);
                    read.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(visible(HistogramPoints.join(parts))
                                    .series(row.identity().key(), Duration.ofMillis(step)));
                }));
        return read;
    }

    /** Reads rolled-up numbers. */
    static RolledPoints rolled(byte[] bytes) {
        try {
            return RolledPoints.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new StoreException("the store is damaged: it holds points that cannot be read: " + e.getMessage(), e);
        }
    }

    private <P extends Points<P>> Map<Integer, List<Series>> asRead(
            PieceFamily<P> family, Map<Integer, SeriesTable.Row> series, BiFunction<P, SeriesTable.Row, Series> maker)
            throws SQLException {
        Map<Integer, List<P>> parts = new HashMap<>();
        for (String cells : cells(series)) {
            each(
                    "SELECT series, points FROM " + table(family.table()) + cells,
                    row -> parts.computeIfAbsent(row.getInt(1), id -> new ArrayList<>())
                            .add(visible(family.decode(bytes(row)))));
            if (query.knowledge().isPresent()) {
                each(
                        "SELECT series, points FROM " + table(family.history()) + cells + " AND known_to_us > "
                                + EpochTime.micros(query.knowledge().get()),
                        row -> parts.computeIfAbsent(row.getInt(1), id -> new ArrayList<>())
                                .add(visible(family.decode(bytes(row)))));
            }
        }
        Map<Integer, List<Series>> read = new HashMap<>();
        parts.forEach((id, pieces) -> read.computeIfAbsent(id, key -> new ArrayList<>())
                .add(maker.apply(Points.joined(pieces, family.empty()), SeriesTable.Row.require(series, id))));
        return read;
    }

    /**
     * Returns the conditions that together find the pieces of the window: bounds of their cells, by which the database
     * comes upon them without looking at older ones, for each length of cells; series by their numbers if they are few.
     */
    private List<String> cells(Map<Integer, SeriesTable.Row> series) {
        TreeMap<Long, List<Integer>> bySpan = new TreeMap<>();
        series.forEach(
                (id, row) -> bySpan.computeIfAbsent(Cells.span(row.identity().step()), span -> new ArrayList<>())
                        .add(id));
        if (bySpan.isEmpty()) {
            return query.scope().isPresent() ? List.of() : List.of(overlapping());
        }
        if (query.scope().isEmpty() || series.size() > MOST_LISTED) {
            return List.of(overlapping() + " AND cell_ms >= " + Cells.start(from, bySpan.lastKey()));
        }
        List<String> conditions = new ArrayList<>();
        bySpan.forEach((span, ids) ->
                conditions.add(overlapping() + " AND cell_ms >= " + Cells.start(from, span) + " AND cell_ms < " + to
                        + ids.stream().map(String::valueOf).collect(joining(", ", " AND series IN (", ")"))));
        return conditions;
    }

    private <P> void rolledUp(String table, Function<byte[], P> decoder, OnSteps<P> action) throws SQLException {
        Map<Integer, Map<Long, List<P>>> parts = new TreeMap<>();
        each(
                "SELECT series, step_ms, points FROM " + table(table) + overlapping(),
                row -> parts.computeIfAbsent(row.getInt(1), id -> new TreeMap<>())
                        .computeIfAbsent(row.getLong(2), step -> new ArrayList<>())
                        .add(decoder.apply(bytes(row))));
        parts.forEach(action::accept);
    }

    private <P extends Points<P>> P visible(P points) {
        P inWindow = points.within(from, to);
        return query.knowledge().map(EpochTime::micros).map(inWindow::knownAt).orElse(inWindow);
    }

    private String table(String name) {
        return session.dialect().table(name);
    }

    private String overlapping() {
        return " WHERE first_ms < " + to + " AND last_ms >= " + from + ofScope;
    }

    private byte[] bytes(ResultSet row) throws SQLException {
        return session.dialect().bytes(row, "points");
    }

    private void each(String sql, OnRow action) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                action.accept(row);
            }
        }
    }

    private interface OnRow {
        void accept(ResultSet row) throws SQLException;
    }

    private interface OnSteps<P> {
        void accept(int id, Map<Long, List<P>> byStep);
    }
}
