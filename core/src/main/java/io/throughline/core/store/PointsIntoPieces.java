package io.throughline.core.store;

import io.throughline.core.store.PieceChanges.Piece;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The migration from the schema of version 1, whose points were rows, to that of version 2. Only DuckDB had version 1. */
final class PointsIntoPieces {

    /** How many points are in memory at once, apart from a series that has more by itself. */
    private static final long AT_ONCE = 1_000_000;

    private final Database.Session session;
    private final Map<Integer, Long> spans = new HashMap<>();

    private PointsIntoPieces(Database.Session session) {
        this.session = session;
    }

    static void apply(Database.Session session) throws SQLException {
        new PointsIntoPieces(session).apply();
    }

    private void apply() throws SQLException {
        execute("ALTER TABLE %s ADD COLUMN description VARCHAR", "throughline_schema");
        execute("ALTER TABLE %s ADD COLUMN applied_at VARCHAR", "throughline_schema");
        execute("ALTER TABLE %s ADD COLUMN attempts VARCHAR", "stream_state");
        execute("ALTER TABLE %s ADD COLUMN pulse VARCHAR", "stream_state");
        execute("ALTER TABLE %s ADD COLUMN span_ms BIGINT", "series");
        Set<String> kept = Set.of("throughline_schema", "stream_state", "series", "view");
        for (Table table : Schema.tables()) {
            boolean ofRows = Arrays.stream(RowFamily.values())
                    .anyMatch(family ->
                            table.name().equals(family.table()) || table.name().equals(family.history()));
            if (!kept.contains(table.name()) && !ofRows) {
                table.create(session);
            }
        }
        readSpans();
        for (PieceFamily<?> family : PieceFamily.ALL) {
            String name = family == PieceFamily.NUMBERS ? "number_point" : "histogram_point";
            convert(family, name, family.table(), false);
            convert(family, name + "_history", family.history(), true);
            execute("DROP TABLE %s", name);
            execute("DROP TABLE %s", name + "_history");
        }
    }

    private void readSpans() throws SQLException {
        Map<String, Long> bySteps = new TreeMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT id, step FROM " + table("series"))) {
            while (row.next()) {
                String step = row.getString(2);
                long span = Cells.span(step == null ? null : Duration.parse(step));
                spans.put(row.getInt(1), span);
                bySteps.put(step == null ? "" : step, span);
            }
        }
        for (Map.Entry<String, Long> entry : bySteps.entrySet()) {
            session.update(
                    "UPDATE " + table("series") + " SET span_ms = ? WHERE coalesce(step, '') = ?",
                    List.of(entry.getValue(), entry.getKey()));
        }
    }

    /** Converts the points of some series at a time. */
    private void convert(PieceFamily<?> family, String from, String to, boolean past) throws SQLException {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT series, count(*) FROM " + table(from) + " GROUP BY 1")) {
            while (row.next()) {
                counts.put(row.getInt(1), row.getLong(2));
            }
        }
        while (!counts.isEmpty()) {
            int first = counts.firstKey();
            int last = first;
            long points = 0;
            while (!counts.isEmpty() && points < AT_ONCE) {
                Map.Entry<Integer, Long> next = counts.pollFirstEntry();
                last = next.getKey();
                points += next.getValue();
            }
            convert(family, from, to, past, first, last);
        }
    }

    private void convert(PieceFamily<?> family, String from, String to, boolean past, int first, int last)
            throws SQLException {
        boolean numbers = family == PieceFamily.NUMBERS;
        // Points that were replaced at one instant were known at different times, each once: they make one piece.
        String until = past ? "known_to_us" : "CAST(0 AS BIGINT)";
        String sql = "SELECT series, time, known_from_us, " + until + " AS until, "
                + (numbers ? "value" : "histogram") + " AS content FROM " + table(from) + " WHERE series BETWEEN "
                + first + " AND " + last + " ORDER BY series, until, time, known_from_us";
        TreeMap<Long, List<Piece>> pieces = new TreeMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Run run = null;
            while (row.next()) {
                int series = row.getInt(1);
                long time = row.getLong(2);
                long untilMicros = row.getLong(4);
                if (run == null || !run.goesOn(series, untilMicros, time)) {
                    take(run, pieces);
                    run = new Run(series, untilMicros, numbers, span(series));
                }
                if (numbers) {
                    run.values.add(row.getDouble(5));
                } else {
                    run.histograms.add(session.dialect().bytes(row, "content"));
                }
                run.times.add(time);
                run.known.add(row.getLong(3));
            }
            take(run, pieces);
        }
        for (Map.Entry<Long, List<Piece>> entry : pieces.entrySet()) {
            PieceChanges.append(
                    session, to, entry.getValue(), past ? OptionalLong.of(entry.getKey()) : OptionalLong.empty());
        }
    }

    private long span(int series) {
        Long span = spans.get(series);
        if (span == null) {
            throw new StoreException("the store is damaged: it holds points of an unknown series " + series, null);
        }
        return span;
    }

    private static void take(@Nullable Run run, Map<Long, List<Piece>> pieces) {
        if (run != null) {
            run.points()
                    .byCell(run.span)
                    .forEach((cell, points) -> pieces.computeIfAbsent(run.until, key -> new ArrayList<>())
                            .add(Piece.of(run.series, cell, (Points<?>) points)));
        }
    }

    private void execute(String sql, String table) throws SQLException {
        session.execute(String.format(java.util.Locale.ROOT, sql, table(table)));
    }

    private String table(String name) {
        return session.dialect().table(name);
    }

    /** Points of one series, ascending, all known until one instant. */
    private static final class Run {
        final int series;
        final long until;
        final long span;
        private final boolean numbers;
        final List<Long> times = new ArrayList<>();
        final List<Long> known = new ArrayList<>();
        final List<Double> values = new ArrayList<>();
        final List<byte[]> histograms = new ArrayList<>();

        Run(int series, long until, boolean numbers, long span) {
            this.series = series;
            this.until = until;
            this.numbers = numbers;
            this.span = span;
        }

        /** A point that was replaced twice at one instant begins another run. */
        boolean goesOn(int nextSeries, long nextUntil, long time) {
            return nextSeries == series && nextUntil == until && time > times.get(times.size() - 1);
        }

        Points<?> points() {
            long[] at = times.stream().mapToLong(Long::longValue).toArray();
            long[] since = known.stream().mapToLong(Long::longValue).toArray();
            return numbers
                    ? NumberPoints.of(
                            at, values.stream().mapToDouble(Double::doubleValue).toArray(), since)
                    : HistogramPoints.of(at, histograms.toArray(new byte[0][]), since);
        }
    }
}
