package io.throughline.core.store;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Difference.Scope;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
    private final long known;
    private final Difference difference;

    SqlWriter(Database.Session session, RecordCodec codec, String stream, long known) {
        this.session = session;
        this.codec = codec;
        this.stream = stream;
        this.known = known;
        this.difference = new Difference(session, known);
    }

    WriteResult replace(List<TimeWindow> spans, TelemetryBatch batch) throws SQLException {
        RawRange.read(session).ifPresent(range -> range.checkReplacement(spans));
        setAside(inSpans("time_us", spans, EpochTime::ceilMicros), batch);
        return entities(batch.entities())
                .plus(events(inSpans("start_us", spans, EpochTime::ceilMicros), batch.events()))
                .plus(edges(inSpans("from_ms", spans, EpochTime::ceilMillis), batch.dependencies()))
                .plus(points(spans, batch.series()));
    }

    WriteResult revise(TelemetryBatch batch) throws SQLException {
        RawRange.read(session).ifPresent(range -> range.checkRevision(batch.series()));
        setAside("1 = 0", batch);
        return entities(batch.entities()).plus(events("1 = 0", batch.events())).plus(points(List.of(), batch.series()));
    }

    WriteResult retire(Set<String> vendorIds) throws SQLException {
        String retired = session.temporary("retired", List.of(Column.text("vendor_id")));
        try (Database.Rows rows = session.appendTemporary("retired")) {
            for (String vendorId : vendorIds) {
                rows.begin().put(vendorId).end();
            }
        }
        Scope scope = ofStream("vendor_id IN (SELECT vendor_id FROM " + retired + ")");
        TombstoneTable.bury(session, scope, known);
        return difference.clear(RowFamily.EVENT, scope);
    }

    private void setAside(String inWindows, TelemetryBatch batch) throws SQLException {
        SetAsideTable.write(session, codec, stream, inWindows, batch);
    }

    private Scope ofStream(String condition) {
        return new Scope("stream = ? AND " + condition, List.of(stream));
    }

    private WriteResult entities(Collection<Entity> entities) throws SQLException {
        if (entities.isEmpty()) {
            return WriteResult.none();
        }
        return difference.apply(
                RowFamily.ENTITY,
                ofStream("id IN (SELECT id FROM " + difference.staged(RowFamily.ENTITY) + ")"),
                rows -> {
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
        WriteResult written = difference.apply(RowFamily.EVENT, ofStream(condition), rows -> {
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
        TombstoneTable.raise(session, stream, "SELECT vendor_id FROM " + difference.staged(RowFamily.EVENT));
        return written;
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

    private WriteResult points(List<TimeWindow> spans, List<Series> series) throws SQLException {
        if (spans.isEmpty() && series.isEmpty()) {
            return WriteResult.none();
        }
        List<SeriesTable.Row> registered = SeriesTable.register(session, codec, stream, series);
        Map<SeriesTable.Identity, Integer> ids = new HashMap<>();
        registered.forEach(row -> ids.put(row.identity(), row.id()));
        Map<Integer, List<Series>> numbers = new HashMap<>();
        Map<Integer, List<Series>> histograms = new HashMap<>();
        for (Series piece : series) {
            int id = Objects.requireNonNull(ids.get(SeriesTable.Identity.of(piece)), "registered before");
            (piece instanceof NumberSeries ? numbers : histograms)
                    .computeIfAbsent(id, key -> new ArrayList<>())
                    .add(piece);
        }
        PieceDifference pieces = new PieceDifference(session, known, registered, spans);
        return pieces.apply(PieceFamily.NUMBERS, numbers).plus(pieces.apply(PieceFamily.HISTOGRAMS, histograms));
    }

    /** Returns the condition that a column lies in one of the spans (ascending, apart); literals let row groups be skipped. */
    private String inSpans(String column, List<TimeWindow> spans, ToLongFunction<Instant> scale) throws SQLException {
        if (spans.isEmpty()) {
            return "1 = 0";
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
