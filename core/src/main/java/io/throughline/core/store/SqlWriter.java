package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Difference.Scope;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The writes of one transaction. What is written was checked before ({@link BatchRules}). */
final class SqlWriter {

    private final Database.Session session;
    private final RecordCodec codec;
    private final String stream;
    private final Difference difference;

    SqlWriter(Database.Session session, RecordCodec codec, String stream, long known) {
        this.session = session;
        this.codec = codec;
        this.stream = stream;
        this.difference = new Difference(session, known);
    }

    WriteResult replace(List<TimeWindow> spans, TelemetryBatch batch) throws SQLException {
        return entities(batch.entities())
                .plus(events(inSpans("start_us", spans, EpochTime::ceilMicros), batch.events()))
                .plus(edges(inSpans("from_ms", spans, EpochTime::ceilMillis), batch.dependencies()))
                .plus(points(inSpans("time", spans, EpochTime::ceilMillis), batch.series()));
    }

    WriteResult revise(TelemetryBatch batch) throws SQLException {
        WriteResult written = entities(batch.entities()).plus(events("false", batch.events()));
        return batch.series().isEmpty()
                ? written
                : written.plus(points(
                        "(series, time) IN (SELECT series, time FROM " + difference.staged(RowFamily.NUMBER_POINT) + ")", batch.series()));
    }

    WriteResult retire(Set<String> vendorIds) throws SQLException {
        String retired = session.temporary("retired", List.of(Column.text("vendor_id")));
        try (Database.Rows rows = session.appendTemporary("retired")) {
            for (String vendorId : vendorIds) {
                rows.begin().put(vendorId).end();
            }
        }
        return difference.clear(RowFamily.EVENT, ofStream("vendor_id IN (SELECT vendor_id FROM " + retired + ")"));
    }

    private Scope ofStream(String condition) {
        return new Scope("stream = ? AND " + condition, List.of(stream));
    }

    private WriteResult entities(Collection<Entity> entities) throws SQLException {
        if (entities.isEmpty()) {
            return WriteResult.none();
        }
        return difference.apply(RowFamily.ENTITY, ofStream("id IN (SELECT id FROM " + difference.staged(RowFamily.ENTITY) + ")"), rows -> {
            for (Entity entity : entities) {
                rows.begin()
                        .put(stream)
                        .put(entity.id().toString())
                        .put(codec.encode(entity))
                        .end();
            }
        });
    }

    private WriteResult events(String inWindows, Collection<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return difference.clear(RowFamily.EVENT, ofStream(inWindows));
        }
        // An event that moved here from another window must not stay there as well.
        String condition = "(" + inWindows + " OR vendor_id IN (SELECT vendor_id FROM "
                + difference.staged(RowFamily.EVENT) + "))";
        return difference.apply(RowFamily.EVENT, ofStream(condition), rows -> {
            for (Event event : events) {
                rows.begin()
                        .put(stream)
                        .put(event.provenance().vendorId())
                        .put(event.kind().name())
                        .put(event.entity().toString())
                        .put(EpochTime.micros(event.start()))
                        .put(EpochTime.micros(event.end()))
                        .put(codec.encode(event))
                        .end();
            }
        });
    }

    private WriteResult edges(String inWindows, List<Dependency> edges) throws SQLException {
        if (edges.isEmpty()) {
            return difference.clear(RowFamily.DEPENDENCY, ofStream(inWindows));
        }
        return difference.apply(RowFamily.DEPENDENCY, ofStream(inWindows), rows -> {
            for (Dependency edge : edges) {
                URI link = edge.provenance().link();
                rows.begin()
                        .put(stream)
                        .put(edge.caller().toString())
                        .put(edge.callee().toString())
                        .put(edge.protocol())
                        .put(edge.window().from().toEpochMilli())
                        .put(edge.window().to().toEpochMilli())
                        .put(edge.calls())
                        .put(edge.failures())
                        .put(edge.latency().encode())
                        .put(edge.provenance().vendorId())
                        .put(link == null ? null : link.toString())
                        .end();
            }
        });
    }

    private WriteResult points(String inWindows, List<Series> series) throws SQLException {
        Map<SeriesTable.Identity, Integer> ids = SeriesTable.register(session, codec, stream, series);
        Scope scope =
                new Scope(inWindows + " AND series IN (SELECT id FROM " + session.dialect().table("series") + " WHERE stream = ?)", List.of(stream));
        List<NumberSeries> numbers = only(NumberSeries.class, series);
        List<HistogramSeries> histograms = only(HistogramSeries.class, series);
        WriteResult ofNumbers = numbers.isEmpty()
                ? difference.clear(RowFamily.NUMBER_POINT, scope)
                : difference.apply(RowFamily.NUMBER_POINT, scope, rows -> {
                    for (NumberSeries piece : numbers) {
                        append(rows, id(ids, piece), piece);
                    }
                });
        WriteResult ofHistograms = histograms.isEmpty()
                ? difference.clear(RowFamily.HISTOGRAM_POINT, scope)
                : difference.apply(RowFamily.HISTOGRAM_POINT, scope, rows -> {
                    for (HistogramSeries piece : histograms) {
                        append(rows, id(ids, piece), piece);
                    }
                });
        return ofNumbers.plus(ofHistograms);
    }

    private static <S extends Series> List<S> only(Class<S> type, List<Series> series) {
        return series.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static int id(Map<SeriesTable.Identity, Integer> ids, Series piece) {
        return Objects.requireNonNull(ids.get(SeriesTable.Identity.of(piece)), "registered before");
    }

    private static void append(Database.Rows rows, int id, NumberSeries series) throws SQLException {
        for (int i = 0; i < series.size(); i++) {
            // Adding zero turns -0.0 into 0.0: they are equal to the database, and so would not be told apart later.
            rows.begin()
                    .put(id)
                    .put(series.timeAt(i))
                    .put(series.valueAt(i) + 0.0)
                    .end();
        }
    }

    private static void append(Database.Rows rows, int id, HistogramSeries series) throws SQLException {
        for (int i = 0; i < series.size(); i++) {
            rows.begin()
                    .put(id)
                    .put(series.timeAt(i))
                    .put(series.histogramAt(i).encode())
                    .end();
        }
    }

    /** Returns the condition that a column lies in one of the spans (ascending, apart); literals let row groups be skipped. */
    private String inSpans(String column, List<TimeWindow> spans, ToLongFunction<Instant> scale) throws SQLException {
        if (spans.isEmpty()) {
            return "false";
        }
        long from = scale.applyAsLong(spans.get(0).from());
        long to = scale.applyAsLong(spans.get(spans.size() - 1).to());
        String hull = column + " >= " + from + " AND " + column + " < " + to;
        if (spans.size() == 1) {
            return "(" + hull + ")";
        }
        String table = "span_" + column;
        String bounds = session.temporary(table, List.of(Column.bigint("lower_bound"), Column.bigint("upper_bound")));
        try (Database.Rows rows = session.appendTemporary(table)) {
            for (TimeWindow span : spans) {
                rows.begin()
                        .put(scale.applyAsLong(span.from()))
                        .put(scale.applyAsLong(span.to()))
                        .end();
            }
        }
        return "(" + hull + " AND EXISTS (SELECT 1 FROM " + bounds + " b WHERE " + column + " >= b.lower_bound AND "
                + column + " < b.upper_bound))";
    }
}
