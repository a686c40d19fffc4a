package io.throughline.core.store;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a window within the caller's transaction, and so as of one instant. */
final class SqlReader {

    private final Database.Session session;
    private final RecordCodec codec;

    SqlReader(Database.Session session, RecordCodec codec) {
        this.session = session;
        this.codec = codec;
    }

    WindowContent read(WindowQuery query) throws SQLException {
        boolean limited = stageScope(query);
        WindowAssembly assembly = new WindowAssembly();
        entities(query, limited, assembly);
        events(query, limited, assembly);
        dependencies(query, limited, assembly);
        points(query, limited, assembly);
        return assembly.build(Completeness.of(completeness(query)));
    }

    private List<StreamCompleteness> completeness(WindowQuery query) throws SQLException {
        return query.knowledge().isPresent()
                ? StateTable.completenessAt(
                        session, codec, EpochTime.micros(query.knowledge().get()))
                : StateTable.read(session, codec, null).stream()
                        .map(StreamState::completeness)
                        .toList();
    }

    private boolean stageScope(WindowQuery query) throws SQLException {
        Optional<Set<EntityId>> scope = query.scope();
        if (scope.isPresent()) {
            session.temporary("scope", List.of(Column.text("id")));
            try (Database.Rows rows = session.appendTemporary("scope")) {
                for (EntityId id : scope.get()) {
                    rows.begin().put(id.toString()).end();
                }
            }
        }
        return scope.isPresent();
    }

    private String scope() {
        return session.dialect().temporary("scope");
    }

    /** Returns what to select from: the rows known now, or those known at the query's instant. */
    private String rows(RowFamily family, WindowQuery query) {
        Optional<Instant> knowledge = query.knowledge();
        if (knowledge.isEmpty()) {
            return session.dialect().table(family.table());
        }
        long at = EpochTime.micros(knowledge.get());
        String content = family.contentList("");
        return "(SELECT " + content + " FROM " + session.dialect().table(family.table()) + " WHERE known_from_us <= "
                + at
                + " UNION ALL SELECT " + content + " FROM " + session.dialect().table(family.history())
                + " WHERE known_from_us <= " + at
                + " AND known_to_us > " + at + ") AS known";
    }

    private void entities(WindowQuery query, boolean limited, WindowAssembly assembly) throws SQLException {
        String sql = "SELECT stream, json FROM " + rows(RowFamily.ENTITY, query)
                + (limited ? " WHERE id IN (SELECT id FROM " + scope() + ")" : "");
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                assembly.entity(row.getString(1), codec.entity(row.getString(2)));
            }
        }
    }

    private void events(WindowQuery query, boolean limited, WindowAssembly assembly) throws SQLException {
        TimeWindow window = query.window();
        String sql = "SELECT kind, json FROM " + rows(RowFamily.EVENT, query) + " WHERE start_us < "
                + EpochTime.ceilMicros(window.to()) + " AND end_us >= " + EpochTime.ceilMicros(window.from())
                + (limited ? " AND entity IN (SELECT id FROM " + scope() + ")" : "");
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                assembly.event(codec.event(row.getString(1), row.getString(2)));
            }
        }
    }

    private void dependencies(WindowQuery query, boolean limited, WindowAssembly assembly) throws SQLException {
        TimeWindow window = query.window();
        String sql = "SELECT * FROM " + rows(RowFamily.DEPENDENCY, query) + " WHERE from_ms < "
                + EpochTime.ceilMillis(window.to()) + " AND to_ms > "
                + window.from().toEpochMilli()
                + (limited
                        ? " AND (caller IN (SELECT id FROM " + scope() + ") OR callee IN (SELECT id FROM " + scope()
                                + "))"
                        : "");
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                assembly.dependency(row.getString("stream"), dependency(session.dialect(), row));
            }
        }
    }

    static Dependency dependency(Dialect dialect, ResultSet row) throws SQLException {
        String link = row.getString("link");
        return new Dependency(
                EntityId.parse(row.getString("caller")),
                EntityId.parse(row.getString("callee")),
                row.getString("protocol"),
                new TimeWindow(
                        Instant.ofEpochMilli(row.getLong("from_ms")), Instant.ofEpochMilli(row.getLong("to_ms"))),
                row.getLong("calls"),
                row.getLong("failures"),
                histogram(dialect, row, "latency"),
                new Provenance(
                        row.getString("stream"), row.getString("vendor_id"), link == null ? null : URI.create(link)));
    }

    private void points(WindowQuery query, boolean limited, WindowAssembly assembly) throws SQLException {
        String inScope = limited ? "entity IN (SELECT id FROM " + scope() + ")" : "true";
        Map<Integer, SeriesTable.Row> series = new TreeMap<>();
        for (SeriesTable.Row row : SeriesTable.read(session, codec, inScope, List.of())) {
            series.put(row.id(), row);
        }
        String ofScope = limited
                ? " AND series IN (SELECT id FROM " + session.dialect().table("series") + " WHERE " + inScope + ")"
                : "";
        PieceReading reading = new PieceReading(session, query, ofScope);
        Map<Integer, List<Series>> numbers = reading.numbers(series);
        Map<Integer, List<Series>> histograms = reading.histograms(series);
        // By number, so that of two points at the same time the same one stays whatever the database gives first.
        for (SeriesTable.Row row : series.values()) {
            for (Series piece : numbers.getOrDefault(row.id(), List.of())) {
                assembly.series(row.stream(), piece);
            }
            for (Series piece : histograms.getOrDefault(row.id(), List.of())) {
                assembly.series(row.stream(), piece);
            }
        }
    }

    private static ExponentialHistogram histogram(Dialect dialect, ResultSet row, String column) throws SQLException {
        try {
            return ExponentialHistogram.decode(dialect.bytes(row, column));
        } catch (IllegalArgumentException e) {
            throw new StoreException("the store holds a histogram that cannot be read: " + e.getMessage(), e);
        }
    }
}
