package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.PostgresqlQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * PostgreSQL flexible servers: what queries were found waiting for, errors of the server's log by state and shape, and
 * sessions by state. Waits are samples, not seconds: how often the server looks is a setting of its own ({@code
 * pgms_wait_sampling.history_period}).
 */
final class PostgresqlStream extends LogStream {

    static final String NAME = "azure/postgresql";

    static final String WAIT_SAMPLES = "azure.db.wait.samples";
    static final String SESSIONS = "azure.db.sessions";
    static final String SESSIONS_WAITING = "azure.db.sessions.waiting_for_lock";
    static final String TRANSACTION_AGE = "azure.db.transaction.age";
    static final String REJECTED = "azure.db.connections.rejected";
    static final String SESSION_STATE = "azure.db.session.state";

    private static final String PROTOCOL = "postgresql";
    private static final String DEADLOCK = "40P01";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Duration CUT = Duration.ofHours(1);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    PostgresqlStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(
                NAME,
                List.of(PostgresqlQueries.WAITS, PostgresqlQueries.SERVER_LOGS, PostgresqlQueries.SESSIONS),
                workspaces,
                gateway,
                index);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    boolean misses(String table, List<String> present) {
        return inventory.get().hasAny(ResourceKinds.POSTGRESQL);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        PointSeries points = new PointSeries(PostgresqlQueries.STEP);
        LogShapes shapes = new LogShapes(NAME);
        String waits = PostgresqlQueries.WAITS;
        ask(logs, workspace, waits, CUT, PostgresqlQueries::waits, window, notes, row -> {
            Attributes wait = Attributes.builder()
                    .put(SqlWaitsStream.WAIT_CATEGORY, row.text("EventType").orElse(""))
                    .put(SqlWaitsStream.WAIT_TYPE, row.text("Event").orElse(""))
                    .put(AttributeKeys.QUERY_HASH, row.text("Query").orElse(""))
                    .build();
            Instant step = row.instant("Step").orElseThrow();
            long samples = row.whole("Samples").orElse(0);
            points.amount(server(row, owners).id(), WAIT_SAMPLES, Unit.counting("sample"), wait, step, samples);
        });
        String messages = PostgresqlQueries.SERVER_LOGS;
        ask(logs, workspace, messages, CUT, PostgresqlQueries::messages, window, notes, row -> {
            message(row, server(row, owners), points, shapes);
        });
        String sessions = PostgresqlQueries.SESSIONS;
        ask(logs, workspace, sessions, CUT, PostgresqlQueries::sessions, window, notes, row -> {
            sessions(row, server(row, owners), points);
        });
        points.deliver(sink);
        shapes.deliver(sink);
    }

    private static Owner server(LogsTable.Row row, LogOwners owners) {
        return owners.named(
                ResourceKinds.POSTGRESQL,
                PROTOCOL,
                row.text("LogicalServerName").orElse(""));
    }

    private static void message(LogsTable.Row row, Owner server, PointSeries points, LogShapes shapes) {
        Instant step = row.instant("Step").orElseThrow();
        long lines = row.whole("Lines").orElse(0);
        String level = row.text("Level").orElse("");
        String state = row.text("State").orElse("");
        Attributes error = Attributes.builder()
                .put(SqlEventsStream.ERROR_CODE, state.isEmpty() ? null : state)
                .put(SqlEventsStream.ERROR_LEVEL, level)
                .build();
        points.amount(server.id(), SqlEventsStream.ERRORS, Unit.ERRORS, error, step, lines);
        if (state.equals(DEADLOCK)) {
            Unit deadlocks = Unit.counting("deadlock");
            points.amount(server.id(), SqlEventsStream.DEADLOCKS, deadlocks, Attributes.empty(), step, lines);
        } else if (state.equals(TOO_MANY_CONNECTIONS)) {
            Unit connections = Unit.counting("connection");
            points.amount(server.id(), REJECTED, connections, Attributes.empty(), step, lines);
        }
        shapes.add(
                server,
                Masks.shapeOf(row.text("Shape").orElse("")),
                severity(level),
                error.toBuilder().put(AttributeKeys.DB_SYSTEM, PROTOCOL).build(),
                row.instant("First").orElse(step),
                row.instant("Last").orElse(step),
                lines);
    }

    private static Severity severity(String level) {
        return switch (level) {
            case "WARNING" -> Severity.WARNING;
            case "ERROR" -> Severity.ERROR;
            case "FATAL", "PANIC" -> Severity.CRITICAL;
            default -> Severity.UNKNOWN;
        };
    }

    private static void sessions(LogsTable.Row row, Owner server, PointSeries points) {
        Instant step = row.instant("Step").orElseThrow();
        Attributes state = Attributes.of(
                AttributeKeys.DB_NAMESPACE,
                row.text("DatabaseName").orElse(""),
                SESSION_STATE,
                row.text("State").orElse(""));
        Unit unit = Unit.counting("session");
        points.level(
                server.id(), SESSIONS, unit, state, step, row.whole("Sessions").orElse(0));
        points.level(
                server.id(),
                SESSIONS_WAITING,
                unit,
                state,
                step,
                row.whole("Waiting").orElse(0));
        row.real("Age")
                .ifPresent(age -> points.point(
                        new SeriesKey(server.id(), TRANSACTION_AGE, Unit.SECONDS, SeriesKind.MAXIMUM, state),
                        step,
                        age));
    }
}
