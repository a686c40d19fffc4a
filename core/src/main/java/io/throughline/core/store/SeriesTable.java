package io.throughline.core.store;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The series of each stream under the number that their points carry. A series is never removed, nor its number used again. */
final class SeriesTable {

    static final List<Column> COLUMNS = List.of(
            Column.integer("id"),
            Column.text("stream"),
            Column.text("entity"),
            Column.text("metric"),
            Column.text("unit"),
            Column.text("kind"),
            Column.text("attributes"),
            Column.text("step"),
            Column.bigint("span_ms"));

    static final String SEQUENCE = "series_id";

    /** A series as one stream delivers it. The step is part of it, as points of different steps mean different spans. */
    record Identity(SeriesKey key, @Nullable Duration step) {
        static Identity of(Series series) {
            return new Identity(series.key(), series.step().orElse(null));
        }
    }

    /** A registered series. */
    record Row(int id, String stream, Identity identity) {

        /** Returns a series by its number. */
        static Row require(Map<Integer, Row> series, int id) {
            Row row = series.get(id);
            if (row == null) {
                throw new StoreException("the store is damaged: it holds points of an unknown series " + id, null);
            }
            return row;
        }
    }

    private SeriesTable() {}

    /** Returns the series that meet the condition, by ascending number. */
    static List<Row> read(Database.Session session, RecordCodec codec, String condition, List<String> parameters)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        String sql = "SELECT id, stream, entity, metric, unit, kind, attributes, step FROM "
                + session.dialect().table("series") + " WHERE " + condition + " ORDER BY id";
        try (PreparedStatement select = session.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setString(i + 1, parameters.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String step = row.getString(8);
                    SeriesKey key = new SeriesKey(
                            EntityId.parse(row.getString(3)),
                            row.getString(4),
                            new Unit(row.getString(5)),
                            SeriesKind.valueOf(row.getString(6)),
                            codec.attributes(row.getString(7)));
                    rows.add(new Row(
                            row.getInt(1),
                            row.getString(2),
                            new Identity(key, step == null ? null : Duration.parse(step))));
                }
            }
        }
        return rows;
    }

    /** Returns all series of the stream, after registering those of the given ones that it has not delivered before. */
    static List<Row> register(Database.Session session, RecordCodec codec, String stream, List<Series> series)
            throws SQLException {
        List<Row> rows = read(session, codec, "stream = ?", List.of(stream));
        Set<Identity> unknown = new LinkedHashSet<>();
        for (Series piece : series) {
            unknown.add(Identity.of(piece));
        }
        rows.forEach(row -> unknown.remove(row.identity()));
        if (!unknown.isEmpty()) {
            append(session, codec, stream, unknown, rows);
        }
        return rows;
    }

    private static void append(
            Database.Session session, RecordCodec codec, String stream, Set<Identity> unknown, List<Row> registered)
            throws SQLException {
        int[] numbers = numbers(session, unknown.size());
        int at = 0;
        try (Database.Rows rows = session.append("series")) {
            for (Identity identity : unknown) {
                int id = numbers[at++];
                SeriesKey key = identity.key();
                rows.begin()
                        .put(id)
                        .put(stream)
                        .put(key.entity().toString())
                        .put(key.metric())
                        .put(key.unit().code())
                        .put(key.kind().name())
                        .put(codec.encode(key.attributes()))
                        .put(identity.step() == null ? null : identity.step().toString())
                        .put(Cells.span(identity.step()))
                        .end();
                registered.add(new Row(id, stream, identity));
            }
        }
    }

    /** All numbers are taken before the first row is appended: a flush of the appender would end the query under way. */
    private static int[] numbers(Database.Session session, int count) throws SQLException {
        int[] numbers = new int[count];
        try (PreparedStatement next = session.connection()
                .prepareStatement("SELECT nextval('" + session.dialect().table(SEQUENCE)
                        + "') FROM generate_series(CAST(1 AS BIGINT), CAST(? AS BIGINT))")) {
            next.setLong(1, count);
            try (ResultSet result = next.executeQuery()) {
                for (int i = 0; i < count; i++) {
                    result.next();
                    numbers[i] = Math.toIntExact(result.getLong(1));
                }
            }
        }
        return numbers;
    }
}
