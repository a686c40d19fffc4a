package io.throughline.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Digests the current content within the caller's transaction. */
final class SqlDigest {

    private final Database.Session session;
    private final RecordCodec codec;
    private final ContentDigest digest = new ContentDigest();

    SqlDigest(Database.Session session, RecordCodec codec) {
        this.session = session;
        this.codec = codec;
    }

    String hex() throws SQLException {
        each("SELECT stream, json FROM " + session.dialect().table("entity"), row -> digest.entity(row.getString(1), row.getString(2)));
        each(
                "SELECT stream, kind, json FROM " + session.dialect().table("event"),
                row -> digest.event(row.getString(1), row.getString(2), row.getString(3)));
        each("SELECT * FROM " + session.dialect().table("dependency"), row -> digest.dependency(SqlReader.dependency(session.dialect(), row)));
        Map<Integer, SeriesTable.Row> series = new HashMap<>();
        for (SeriesTable.Row row : SeriesTable.read(session, codec, "true", List.of())) {
            series.put(row.id(), row);
        }
        points(RowFamily.NUMBER_POINT, series, (points, row) -> points.number(row.getLong(2), row.getDouble(3)));
        points(
                RowFamily.HISTOGRAM_POINT,
                series,
                (points, row) ->
                        points.histogram(row.getLong(2), session.dialect().bytes(row, "histogram")));
        return digest.hex();
    }

    private void points(RowFamily family, Map<Integer, SeriesTable.Row> series, OnPoint action) throws SQLException {
        int current = -1;
        ContentDigest.Points points = null;
        String sql = "SELECT " + family.contentList("") + " FROM " + session.dialect().table(family.table()) + " ORDER BY series, time";
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                int id = row.getInt(1);
                if (points == null || id != current) {
                    if (points != null) {
                        points.end();
                    }
                    SeriesTable.Row of = SqlReader.registered(series, id);
                    points = digest.points(
                            of.stream(), of.identity().key(), of.identity().step());
                    current = id;
                }
                action.accept(points, row);
            }
        }
        if (points != null) {
            points.end();
        }
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

    private interface OnPoint {
        void accept(ContentDigest.Points points, ResultSet row) throws SQLException;
    }
}
