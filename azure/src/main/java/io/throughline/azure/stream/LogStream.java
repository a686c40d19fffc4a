package io.throughline.azure.stream;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stream over tables of logs in one or more workspaces. */
abstract class LogStream implements MeasuredStream {

    private static final Duration GRID = Duration.ofHours(1);
    /** For streams of many rows an hour. */
    private static final Duration LONGEST_READ = Duration.ofHours(6);
    /** For streams of few: the service allows 200 queries in half a minute, for all of them together. */
    static final Duration WHOLE_DAY = Duration.ofDays(1);

    /** The service takes rows that are at most two days old. */
    private static final Duration LATENESS = Duration.ofDays(2);
    /** The time of arrival is approximate, and batches overtake each other. */
    private static final Duration ARRIVAL_OVERLAP = Duration.ofMinutes(10);

    private final String name;
    private final List<String> tables;
    private final List<Workspace> workspaces;
    private final LogsGateway gateway;
    private final @Nullable TableIndex index;

    LogStream(String name, List<String> tables, List<Workspace> workspaces, LogsGateway gateway) {
        this(name, tables, workspaces, gateway, null);
    }

    /**
     * Makes a stream that asks for those tables only that have data.
     *
     * @param index tells which have, or null to ask for each
     */
    LogStream(
            String name,
            List<String> tables,
            List<Workspace> workspaces,
            LogsGateway gateway,
            @Nullable TableIndex index) {
        this.name = name;
        this.tables = List.copyOf(tables);
        this.workspaces = List.copyOf(workspaces);
        this.gateway = gateway;
        this.index = index;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns the first table, of a stream that reads one. */
    final String table() {
        return tables.get(0);
    }

    /** Returns the tables; what a workspace does not have is told, and the others are read. */
    final List<String> tables() {
        return tables;
    }

    @Override
    public final Duration grid() {
        return GRID;
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public final Duration lateness() {
        return LATENESS;
    }

    /** Asks each workspace once for each table which windows got rows. */
    @Override
    public final List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
        TreeSet<TimeWindow> windows = new TreeSet<>();
        boolean anyTable = false;
        for (Workspace workspace : workspaces) {
            for (String table : present(workspace)) {
                Instant from = index == null ? since : index.of(workspace).arrivalsSince(table, since);
                try {
                    LogsTable rows = gateway.query(
                                    workspace.id(),
                                    arrivalsOf(table, horizon, from.minus(ARRIVAL_OVERLAP)),
                                    span(horizon))
                            .table();
                    anyTable = true;
                    for (int i = 0; i < rows.size(); i++) {
                        Instant start = rows.row(i).instant("Window").orElseThrow();
                        windows.add(TimeWindow.onGrid(start, GRID));
                    }
                } catch (QueryRejectedException e) {
                    if (!MissingTable.is(e, table)) {
                        throw e;
                    }
                }
            }
        }
        if (readsLatestAgain()) {
            TimeWindow latest = TimeWindow.onGrid(horizon.to().minusMillis(1), GRID);
            windows.add(latest);
            if (latest.from().isAfter(horizon.from())) {
                windows.add(TimeWindow.endingAt(latest.from(), GRID));
            }
        }
        if (!anyTable) {
            // Reading any window is the way to say that the table is missing.
            windows.add(TimeWindow.onGrid(horizon.to().minusMillis(1), GRID));
        }
        return List.copyOf(windows);
    }

    /** Tells whether the latest window and the one before are to be read again even if nothing arrived. */
    boolean readsLatestAgain() {
        return false;
    }

    /** The query that tells which grid windows of the horizon got rows of a table since an instant: column Window. */
    KqlQuery arrivalsOf(String table, TimeWindow horizon, Instant since) {
        return LogQueries.arrivals(table, horizon, since, GRID);
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        double syncsPerHour = Duration.ofHours(1).toMillis() / (double) every.toMillis();
        long firstCalls = 0;
        double callsPerHour = 0;
        boolean countsLookUps = index != null && index.countsFor(name);
        for (Workspace workspace : workspaces) {
            List<String> present = tables.stream()
                    .filter(table -> index == null || index.forPlan(workspace).has(table))
                    .toList();
            if (!present.isEmpty()) {
                firstCalls += firstCallsOf(horizon, present);
                callsPerHour += syncsPerHour * (present.size() + callsPerRead(GRID, present));
            }
            if (countsLookUps) {
                firstCalls += 1;
                callsPerHour += TableIndex.lookUpsPerHour(syncsPerHour);
            }
        }
        return Optional.of(new StreamPlan(
                name,
                tables,
                delay(),
                ARRIVAL_OVERLAP,
                firstCalls,
                callsPerHour,
                List.of("rows up to " + LATENESS.toDays() + " days late are found by their time of arrival")));
    }

    /** Returns how long rows usually take to be found by queries. */
    Duration delay() {
        return Duration.ofMinutes(5);
    }

    /** Returns the calls that one read of a window takes for one workspace. */
    long callsPerRead(Duration window) {
        return tables.size();
    }

    /** Returns the calls that one read of a window takes for one workspace that has some of the tables. */
    long callsPerRead(Duration window, List<String> present) {
        return index == null ? callsPerRead(window) : present.size();
    }

    /** Returns the calls that reading a horizon for the first time takes for one workspace. */
    long firstCallsOf(TimeWindow horizon) {
        return readsOf(horizon) * callsPerRead(longestRead());
    }

    /** Returns the calls that reading a horizon for the first time takes for a workspace that has some of the tables. */
    long firstCallsOf(TimeWindow horizon, List<String> present) {
        return index == null ? firstCallsOf(horizon) : readsOf(horizon) * callsPerRead(longestRead(), present);
    }

    @Override
    public final StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(name);
        Guarded guarded = new Guarded(name, sink);
        WindowedLogs logs = new WindowedLogs(
                gateway,
                (table, row, problem) -> guarded.setAside(
                        table + " " + Integer.toHexString(row.texts().hashCode()),
                        window.from(),
                        table + ": " + problem,
                        null));
        for (Workspace workspace : workspaces) {
            List<String> present = present(workspace);
            if (index != null) {
                // What the index lacks is not asked for, but told all the same.
                tables.stream()
                        .filter(table -> !present.contains(table) && misses(table, present))
                        .forEach(table -> notes.missing(workspace, table));
            }
            if (!present.isEmpty()) {
                read(logs, workspace, window, sink, notes);
            }
        }
        return notes.completeness(window.to());
    }

    /** Returns the tables that a workspace has data in, as far as that is known. */
    final List<String> present(Workspace workspace) {
        if (index == null) {
            return tables;
        }
        TableIndex.Tables known = index.of(workspace);
        return tables.stream().filter(known::has).toList();
    }

    /**
     * Tells whether a table that a workspace does not have is missed: another may do as well, or there may be nothing
     * that would fill it.
     */
    boolean misses(String table, List<String> present) {
        return true;
    }

    /** Reads one workspace. */
    abstract void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes);

    /**
     * Asks a table of a workspace for a window, row by row; nothing if the workspace has no such table.
     *
     * @param cut windows too large for one answer are only cut on this grid
     */
    final void ask(
            WindowedLogs logs,
            Workspace workspace,
            String table,
            Duration cut,
            Function<TimeWindow, KqlQuery> query,
            TimeWindow window,
            ReadNotes notes,
            Consumer<LogsTable.Row> rows) {
        if (!present(workspace).contains(table)) {
            return;
        }
        notes.heard(
                workspace,
                table,
                logs.read(new WindowedLogs.Read(workspace.id(), table, cut, query, this::span), window, answer -> {
                    for (int i = 0; i < answer.size(); i++) {
                        rows.accept(answer.row(i));
                    }
                }));
    }

    /** Returns what the service must look at for a window of this stream. */
    TimeWindow span(TimeWindow window) {
        return window;
    }
}
