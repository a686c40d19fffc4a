package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MachineQueries;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.azure.stream.MachineCounters.Counter;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Machines with an agent: health transitions when one goes silent and when it comes back, and processor, memory, disks
 * and network. Where two agents collect the same, VM Insights' values count, by computer, metric and hour.
 */
final class MachinesStream extends LogStream {

    static final String NAME = "azure/machines";

    static final String HOST_NAME = "host.name";

    /** A heartbeat is to be found this long after it was sent. */
    private static final Duration ARRIVAL = Duration.ofMinutes(10);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final double MEGABYTE = 1024 * 1024;

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;
    private final Clock clock;

    MachinesStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index,
            Clock clock) {
        super(
                NAME,
                List.of(MachineQueries.HEARTBEATS, MachineQueries.INSIGHTS, MachineQueries.COUNTERS),
                workspaces,
                gateway,
                index);
        this.entities = entities;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** A silent machine sends nothing that would tell of it. */
    @Override
    boolean readsLatestAgain() {
        return true;
    }

    @Override
    TimeWindow span(TimeWindow window) {
        return MachineQueries.remembered(window);
    }

    /** Performance counters are not missed where VM Insights collects. */
    @Override
    boolean misses(String table, List<String> present) {
        boolean doubled = table.equals(MachineQueries.COUNTERS) && present.contains(MachineQueries.INSIGHTS);
        return !doubled && hasMachines(inventory.get());
    }

    static boolean hasMachines(InventoryIndex inventory) {
        return inventory.hasAny("microsoft.compute/virtualmachines")
                || inventory.hasAny("microsoft.compute/virtualmachinescalesets")
                || inventory.hasAny("microsoft.hybridcompute/machines");
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        Instant known = clock.instant().minus(ARRIVAL);
        ask(
                logs,
                workspace,
                MachineQueries.HEARTBEATS,
                grid(),
                part -> MachineQueries.silences(part, known),
                window,
                notes,
                row -> silence(row, owners, window, sink));
        Values values = new Values(owners);
        for (String table : List.of(MachineQueries.INSIGHTS, MachineQueries.COUNTERS)) {
            List<String> objects = MachineCounters.objects(table);
            List<String> names = MachineCounters.names(table);
            boolean insights = table.equals(MachineQueries.INSIGHTS);
            ask(
                    logs,
                    workspace,
                    table,
                    MachineQueries.STEP,
                    part -> insights
                            ? MachineQueries.insights(part, objects, names)
                            : MachineQueries.counters(part, objects, names),
                    window,
                    notes,
                    row -> values.add(table, row));
        }
        values.points.deliver(sink);
    }

    static Owner owner(LogsTable.Row row, LogOwners owners) {
        return owners.resource(
                row.text("Resource").orElse(""), "machine", row.text("Computer").orElse(""));
    }

    private static void silence(LogsTable.Row row, LogOwners owners, TimeWindow window, TelemetrySink sink) {
        Owner machine = owner(row, owners);
        Instant last = row.instant("Last").orElseThrow();
        if (row.truth("New").orElse(false) && window.contains(last)) {
            transition(machine, null, Health.AVAILABLE, last, "first heartbeat for a day", sink);
        }
        if (!row.truth("Silent").orElse(false)) {
            return;
        }
        Instant silent = last.plus(MachineQueries.SILENCE);
        if (window.contains(silent)) {
            transition(machine, Health.AVAILABLE, Health.UNAVAILABLE, silent, "no heartbeat since " + last, sink);
        }
        row.instant("Back")
                .filter(window::contains)
                .ifPresent(back -> transition(
                        machine,
                        Health.UNAVAILABLE,
                        Health.AVAILABLE,
                        back,
                        "heartbeats again, none since " + last,
                        sink));
    }

    private static void transition(
            Owner machine, @Nullable Health previous, Health current, Instant at, String cause, TelemetrySink sink) {
        sink.event(new HealthTransition(
                new EventHeader(
                        machine.id(),
                        machine.environment(),
                        at,
                        at,
                        machine.name() + ": " + cause,
                        Attributes.of(HOST_NAME, machine.name()),
                        new Provenance(NAME, machine.id() + "/" + current + "/" + at, null)),
                previous,
                current,
                cause));
    }

    private static final class Values {

        private final LogOwners owners;
        private final PointSeries points = new PointSeries(MachineQueries.STEP);
        private final Set<Cell> insights = new HashSet<>();

        private record Cell(String machine, String metric, Instant hour) {}

        Values(LogOwners owners) {
            this.owners = owners;
        }

        void add(String table, LogsTable.Row row) {
            Optional<Counter> found = MachineCounters.of(
                    table, row.text("Object").orElse(""), row.text("Counter").orElse(""));
            String device = row.text("Device").orElse("");
            if (found.isEmpty() || !found.get().takes(device)) {
                return;
            }
            Counter counter = found.get();
            Owner machine = owner(row, owners);
            Instant step = row.instant("Step").orElseThrow();
            if (!counts(table, machine, counter.metric(), step)) {
                return;
            }
            double value = row.real("Value").orElse(Double.NaN);
            Attributes.Builder attributes = counter.attributes().toBuilder();
            if (counter.device() != null) {
                attributes.put(counter.device(), device);
            }
            points.level(
                    machine.id(), counter.metric(), counter.unit(), attributes.build(), step, counter.value(value));
            if (table.equals(MachineQueries.INSIGHTS) && counter.object().equals("Memory")) {
                double size = row.real("Size").orElse(Double.NaN) * MEGABYTE;
                if (size > 0 && counts(table, machine, Metrics.MEMORY_UTILIZATION, step)) {
                    points.level(
                            machine.id(),
                            Metrics.MEMORY_UTILIZATION,
                            Unit.ONE,
                            Attributes.empty(),
                            step,
                            1 - counter.value(value) / size);
                }
            }
        }

        private boolean counts(String table, Owner machine, String metric, Instant step) {
            Cell cell = new Cell(
                    machine.id().toString(),
                    metric,
                    TimeWindow.onGrid(step, HOUR).from());
            if (table.equals(MachineQueries.INSIGHTS)) {
                insights.add(cell);
                return true;
            }
            return !insights.contains(cell);
        }
    }
}
