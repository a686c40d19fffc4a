package io.throughline.azure.stream;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MachineQueries;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Warnings and errors of machines' own logs, Linux's syslog and Windows' event logs: counts by severity and source, and
 * the shapes of the messages by hour. What authentication and security log is counted or left out, never its text.
 */
final class SystemLogsStream extends LogStream {

    static final String NAME = "azure/system-logs";

    static final String LINES = "azure.machine.log.lines";
    static final String LOG = "azure.machine.log.name";
    static final String SOURCE = "azure.machine.log.source";
    static final String EVENT_NUMBER = "azure.machine.log.event.id";

    private static final Duration CUT = Duration.ofHours(1);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    SystemLogsStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(NAME, List.of(MachineQueries.SYSLOG, MachineQueries.WINDOWS_EVENTS), workspaces, gateway, index);
        this.entities = entities;
        this.inventory = inventory;
    }

    /** Machines of one system only write to one of the tables. */
    @Override
    boolean misses(String table, List<String> present) {
        return present.isEmpty() && MachinesStream.hasMachines(inventory.get());
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        PointSeries points = new PointSeries(MachineQueries.STEP);
        LogShapes shapes = new LogShapes(NAME);
        for (String table : tables()) {
            Function<TimeWindow, KqlQuery> query =
                    table.equals(MachineQueries.SYSLOG) ? MachineQueries::syslog : MachineQueries::windowsEvents;
            ask(logs, workspace, table, CUT, query, window, notes, row -> {
                line(row, MachinesStream.owner(row, owners), points, shapes);
            });
        }
        points.deliver(sink);
        shapes.deliver(sink);
    }

    private static void line(LogsTable.Row row, Owner machine, PointSeries points, LogShapes shapes) {
        Instant step = row.instant("Step").orElseThrow();
        String level = row.text("Level").orElse("").toLowerCase(Locale.ROOT);
        long lines = row.whole("Lines").orElse(0);
        Attributes.Builder source = Attributes.builder()
                .put(LOG, row.text("Log").orElse(""))
                .put(SOURCE, row.text("Source").orElse(""));
        row.whole("Number").ifPresent(number -> source.put(EVENT_NUMBER, number));
        Attributes attributes = source.build();
        Attributes leveled = Attributes.of(
                ContainersStream.LOG_LEVEL, level, LOG, row.text("Log").orElse(""));
        points.amount(machine.id(), LINES, Unit.counting("line"), leveled, step, lines);
        Instant first = row.instant("First").orElse(step);
        Instant last = row.instant("Last").orElse(first);
        String shape = Masks.shapeOf(row.text("Shape").orElse(""));
        shapes.add(machine, shape, severity(level), attributes, first, last, lines);
    }

    private static Severity severity(String level) {
        return switch (level) {
            case "emerg", "alert", "crit", "critical" -> Severity.CRITICAL;
            case "err", "error" -> Severity.ERROR;
            case "warning", "warn" -> Severity.WARNING;
            default -> Severity.UNKNOWN;
        };
    }
}
