package io.throughline.core.store;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Digests the current content within the caller's transaction. */
final class SqlDigest {

    private final Database.Session session;
    private final RecordCodec codec;
    private final ContentDigest digest = new ContentDigest();
    private final Map<Integer, SeriesTable.Row> series = new TreeMap<>();

    SqlDigest(Database.Session session, RecordCodec codec) {
        this.session = session;
        this.codec = codec;
    }

    String hex() throws SQLException {
        each(
                "SELECT stream, json FROM " + session.dialect().table("entity"),
                row -> digest.entity(row.getString(1), row.getString(2)));
        each(
                "SELECT stream, kind, json FROM " + session.dialect().table("event"),
                row -> digest.event(row.getString(1), row.getString(2), row.getString(3)));
        each(
                "SELECT * FROM " + session.dialect().table("dependency"),
                row -> digest.dependency(SqlReader.dependency(session.dialect(), row)));
        for (SeriesTable.Row row : SeriesTable.read(session, codec, "true", List.of())) {
            series.put(row.id(), row);
        }
        points(PieceFamily.NUMBERS, NumberPoints::series);
        points(PieceFamily.HISTOGRAMS, HistogramPoints::series);
        rolled();
        return digest.hex();
    }

    /** One series after the other, so that no more than one is in memory. */
    private <P extends Points<P>> void points(PieceFamily<P> family, OfPoints<P> maker) throws SQLException {
        List<P> parts = new ArrayList<>();
        int[] current = {-1};
        each("SELECT series, points FROM " + session.dialect().table(family.table()) + " ORDER BY series", row -> {
            if (row.getInt(1) != current[0]) {
                series(family, current[0], parts, maker);
                current[0] = row.getInt(1);
            }
            parts.add(family.decode(session.dialect().bytes(row, "points")));
        });
        series(family, current[0], parts, maker);
    }

    private <P extends Points<P>> void series(PieceFamily<P> family, int id, List<P> parts, OfPoints<P> maker) {
        if (!parts.isEmpty()) {
            SeriesTable.Row of = SeriesTable.Row.require(series, id);
            P points = Points.joined(parts, family.empty());
            digest.series(
                    of.stream(),
                    maker.series(points, of.identity().key(), of.identity().step()));
            parts.clear();
        }
    }

    /** What is left of old points: all that can be read of it, one series for each. */
    private void rolled() throws SQLException {
        Map<Integer, Map<Long, List<RolledPoints>>> numbers = new TreeMap<>();
        each(
                "SELECT series, step_ms, points FROM " + session.dialect().table(PieceFamily.NUMBERS.rollup()),
                row -> numbers.computeIfAbsent(row.getInt(1), id -> new TreeMap<>())
                        .computeIfAbsent(row.getLong(2), step -> new ArrayList<>())
                        .add(PieceReading.rolled(session.dialect().bytes(row, "points"))));
        numbers.forEach((id, bySteps) -> bySteps.forEach((step, parts) -> {
            SeriesTable.Row of = SeriesTable.Row.require(series, id);
            SeriesKey key = of.identity().key();
            RolledPoints points = RolledPoints.join(parts);
            for (WindowQuery.RolledUp which : WindowQuery.RolledUp.values()) {
                digest.series(of.stream(), points.values(key.kind(), which).series(key, Duration.ofMillis(step)));
            }
        }));
        Map<Integer, Map<Long, List<HistogramPoints>>> histograms = new TreeMap<>();
        each(
                "SELECT series, step_ms, points FROM " + session.dialect().table(PieceFamily.HISTOGRAMS.rollup()),
                row -> histograms
                        .computeIfAbsent(row.getInt(1), id -> new TreeMap<>())
                        .computeIfAbsent(row.getLong(2), step -> new ArrayList<>())
                        .add(PieceFamily.HISTOGRAMS.decode(session.dialect().bytes(row, "points"))));
        histograms.forEach((id, bySteps) -> bySteps.forEach((step, parts) -> {
            SeriesTable.Row of = SeriesTable.Row.require(series, id);
            digest.series(
                    of.stream(),
                    HistogramPoints.join(parts).series(of.identity().key(), Duration.ofMillis(step)));
        }));
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

    private interface OfPoints<P> {
        Series series(P points, SeriesKey key, @Nullable Duration step);
    }
}
