package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What happens to Azure SQL databases: deadlocks, blocks, timeouts and errors as counts, deadlocks and errors also as
 * patterns, and what automatic tuning did as changes. Reports of deadlocks and blocks are not read: they hold values.
 */
final class SqlEventsStream extends SqlLogs {

    static final String NAME = "azure/sql-events";

    static final String DEADLOCKS = "azure.db.deadlock.reports";
    static final String BLOCKS = "azure.db.blocks";
    static final String BLOCKED_TIME = "azure.db.blocked.time";
    static final String TIMEOUTS = "azure.db.timeouts";
    static final String ERRORS = "azure.db.errors";
    static final String LOCK_MODE = "azure.db.lock.mode";
    static final String ERROR_LEVEL = "azure.db.error.level";
    /** OpenTelemetry's name of the number or state that a database gives an error. */
    static final String ERROR_CODE = "db.response.status_code";

    SqlEventsStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(
                NAME,
                List.of(
                        SqlQueries.DEADLOCKS,
                        SqlQueries.BLOCKS,
                        SqlQueries.TIMEOUTS,
                        SqlQueries.ERRORS,
                        SqlQueries.TUNING,
                        SqlQueries.DIAGNOSTICS),
                workspaces,
                gateway,
                entities,
                inventory,
                index);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        OwnTables own = new OwnTables();
        PointSeries points = new PointSeries(SqlQueries.STEP);
        for (String table : tables()) {
            ask(logs, workspace, table, CUT, part -> SqlQueries.events(table, part), window, notes, row -> {
                Owner database = ownerOf(row, owners);
                Instant step = row.instant("Step").orElseThrow();
                String category = row.text("Category").orElse("");
                if (own.counts(table, category, database, step)) {
                    put(category, database, step, row, points, sink);
                }
            });
        }
        points.deliver(sink);
    }

    private static void put(
            String category, Owner database, Instant step, LogsTable.Row row, PointSeries points, TelemetrySink sink) {
        long events = row.whole("Events").orElse(0);
        switch (category) {
            case "Deadlocks" -> {
                points.amount(database.id(), DEADLOCKS, Unit.counting("deadlock"), Attributes.empty(), step, events);
                sink.event(pattern(database, row, "deadlock", Severity.ERROR, Attributes.empty()));
            }
            case "Blocks" -> {
                Attributes mode = Attributes.of(LOCK_MODE, row.text("Mode").orElse(""));
                points.amount(database.id(), BLOCKS, Unit.counting("block"), mode, step, events);
                double seconds = row.real("Seconds").orElse(Double.NaN);
                points.amount(database.id(), BLOCKED_TIME, Unit.SECONDS, mode, step, seconds);
            }
            case "Timeouts" -> {
                Attributes query = Attributes.of(
                        AttributeKeys.QUERY_HASH, row.text("Query").orElse(""));
                points.amount(database.id(), TIMEOUTS, Unit.counting("timeout"), query, step, events);
            }
            case "Errors" -> {
                Attributes error = error(row);
                points.amount(database.id(), ERRORS, Unit.ERRORS, error, step, events);
                String shape = Masks.shapeOf(row.text("Shape").orElse(""));
                sink.event(pattern(database, row, shape, severity(row.whole("Level")), error));
            }
            case "AutomaticTuning" -> sink.event(tuning(database, row));
            default -> {
                // Not one of those asked for.
            }
        }
    }

    private static Attributes error(LogsTable.Row row) {
        Attributes.Builder error = Attributes.builder();
        row.whole("Number").ifPresent(number -> error.put(ERROR_CODE, Long.toString(number)));
        row.whole("Level").ifPresent(level -> error.put(ERROR_LEVEL, level));
        return error.build();
    }

    /** Levels to 10 inform, to 16 are the user's to correct, above 19 end the connection. */
    private static Severity severity(OptionalLong level) {
        if (level.isEmpty()) {
            return Severity.UNKNOWN;
        } else if (level.getAsLong() <= 10) {
            return Severity.INFORMATIONAL;
        }
        return level.getAsLong() < 20 ? Severity.ERROR : Severity.CRITICAL;
    }

    private static LogPattern pattern(
            Owner database, LogsTable.Row row, String shape, Severity severity, Attributes attributes) {
        String what = shape.equals(Masks.EMPTY)
                ? "error " + attributes.text(ERROR_CODE).orElse("without a number")
                : shape;
        long events = row.whole("Events").orElse(0);
        return new LogPattern(
                header(database, row, events + " × " + what + " on " + database.name(), what, attributes),
                what,
                severity,
                events);
    }

    private static Change tuning(Owner database, LogsTable.Row row) {
        String option = row.text("Option").orElse("");
        String action = row.text("Action").orElse("");
        String object = row.text("Object").orElse("").replaceAll("^[.]+|[.]+$", "");
        Attributes attributes = Attributes.builder()
                .put("azure.db.tuning.option", option)
                .put("azure.db.tuning.event", action)
                .put("azure.db.tuning.object", object.isEmpty() ? null : object)
                .build();
        String title = "Automatic tuning of " + database.name() + ": " + option + " " + action
                + (object.isEmpty() ? "" : " " + object);
        return new Change(
                header(database, row, title, option + "/" + action + "/" + object, attributes),
                Change.Type.CONFIGURATION,
                null,
                null,
                action.isEmpty() ? null : action,
                List.of());
    }

    private static EventHeader header(
            Owner database, LogsTable.Row row, String title, String key, Attributes attributes) {
        Instant step = row.instant("Step").orElseThrow();
        Instant first = row.instant("First").orElse(step);
        Instant last = row.instant("Last").orElse(first);
        return new EventHeader(
                database.id(),
                database.environment(),
                first,
                last.isBefore(first) ? first : last,
                title,
                attributes.toBuilder().put(AttributeKeys.DB_SYSTEM, SYSTEM).build(),
                new Provenance(
                        NAME,
                        database.id() + "/" + step + "/" + key
                                + attributes.text(ERROR_LEVEL).orElse(""),
                        null));
    }
}
