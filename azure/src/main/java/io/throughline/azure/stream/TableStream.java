package io.throughline.azure.stream;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stream that is told by its queries and by what becomes of their rows. */
final class TableStream extends LogStream {

    private final AzureEntities entities;
    private final List<Query> queries;
    private final Reader reader;
    private final List<String> notes;

    /**
     * Makes a stream.
     *
     * @param tables all that the queries name
     * @param reader what becomes of the rows
     * @param notes what people should know of the plan
     * @param index tells which tables have data, or null to ask for each
     */
    TableStream(
            String name,
            List<String> tables,
            List<Query> queries,
            Reader reader,
            List<String> notes,
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            @Nullable TableIndex index) {
        super(name, tables, workspaces, gateway, index);
        this.entities = entities;
        this.queries = List.copyOf(queries);
        this.reader = reader;
        this.notes = List.copyOf(notes);
    }

    /**
     * A query of one table.
     *
     * @param name names the rows to the reader
     * @param step windows are only cut on this grid
     * @param text the query for a window
     * @param reach the window that the query is asked for, to see what was before the one that is read
     * @param joined what else it needs, or null
     */
    record Query(
            String name,
            String table,
            Duration step,
            Function<TimeWindow, KqlQuery> text,
            UnaryOperator<TimeWindow> reach,
            @Nullable Joined joined) {

        static Query of(String name, String table, Duration step, Function<TimeWindow, KqlQuery> text) {
            return new Query(name, table, step, text, UnaryOperator.identity(), null);
        }
    }

    /**
     * A table that a query joins, and what is asked where it is not there.
     *
     * @param span what the service must look at for a window
     */
    record Joined(String table, UnaryOperator<TimeWindow> span, Function<TimeWindow, KqlQuery> without) {}

    /** Makes telemetry of rows. */
    @FunctionalInterface
    interface Reader {

        /** Takes the rows of each query by its name, all of one read. */
        void read(Map<String, List<LogsTable.Row>> rows, Harvest harvest);
    }

    @Override
    long callsPerRead(Duration window) {
        return queries.size();
    }

    @Override
    long callsPerRead(Duration window, List<String> present) {
        return queries.stream().filter(query -> present.contains(query.table())).count();
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        Optional<StreamPlan> plan = super.plan(horizon, every);
        for (String note : notes) {
            plan = plan.map(known -> known.withNote(note));
        }
        return plan;
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes said) {
        Map<String, List<LogsTable.Row>> rows = new TreeMap<>();
        List<String> present = present(workspace);
        for (Query query : queries) {
            List<LogsTable.Row> answered = new ArrayList<>();
            if (present.contains(query.table())) {
                ask(logs, workspace, query, window, present, answered, said);
            }
            rows.put(query.name(), answered);
        }
        Harvest harvest = new Harvest(entities, workspace, window, said);
        reader.read(rows, harvest);
        harvest.deliver(sink);
    }

    private void ask(
            WindowedLogs logs,
            Workspace workspace,
            Query query,
            TimeWindow window,
            List<String> present,
            List<LogsTable.Row> rows,
            ReadNotes said) {
        Joined joined = query.joined();
        TimeWindow asked = query.reach().apply(window);
        if (joined == null) {
            said.heard(workspace, query.table(), logs.read(readOf(workspace, query, query.text()), asked, into(rows)));
            return;
        }
        if (present.contains(joined.table())) {
            try {
                WindowedLogs.Read both =
                        new WindowedLogs.Read(workspace.id(), query.table(), query.step(), query.text(), joined.span());
                said.heard(workspace, query.table(), logs.read(both, asked, into(rows)));
                return;
            } catch (QueryRejectedException e) {
                if (!MissingTable.is(e, joined.table())) {
                    throw e;
                }
                said.missing(workspace, joined.table());
                rows.clear();
            }
        }
        said.heard(workspace, query.table(), logs.read(readOf(workspace, query, joined.without()), asked, into(rows)));
    }

    private static WindowedLogs.Read readOf(Workspace workspace, Query query, Function<TimeWindow, KqlQuery> text) {
        return new WindowedLogs.Read(workspace.id(), query.table(), query.step(), text, UnaryOperator.identity());
    }

    private static java.util.function.Consumer<LogsTable> into(List<LogsTable.Row> rows) {
        return table -> {
            for (int i = 0; i < table.size(); i++) {
                rows.add(table.row(i));
            }
        };
    }
}
