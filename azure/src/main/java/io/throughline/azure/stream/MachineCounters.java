package io.throughline.azure.stream;

import io.throughline.azure.logs.MachineQueries;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Unit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which counters of machines are read, and what they are called here: OpenTelemetry's names where there are such. */
final class MachineCounters {

    static final String DEVICE = "system.device";
    static final String MOUNT = "system.filesystem.mountpoint";
    static final String INTERFACE = "network.interface.name";

    private static final double PERCENT = 0.01;
    private static final double MEGABYTE = 1024 * 1024;
    private static final Unit BYTES_PER_SECOND = new Unit("By/s");
    private static final Unit OPERATIONS_PER_SECOND = new Unit("{operation}/s");

    private static final String MEMORY_USAGE = "system.memory.usage";
    private static final String DISK_UTILIZATION = "system.filesystem.utilization";
    private static final String DISK_USAGE = "system.filesystem.usage";
    private static final String DISK_RATE = "azure.machine.disk.io.rate";
    private static final String DISK_OPERATIONS = "azure.machine.disk.operation.rate";
    private static final String NETWORK_RATE = "azure.machine.network.io.rate";

    private static final Attributes NONE = Attributes.empty();
    private static final Attributes FREE_MEMORY = Attributes.of("system.memory.state", "free");
    private static final Attributes USED = Attributes.of("system.filesystem.state", "used");
    private static final Attributes FREE = Attributes.of("system.filesystem.state", "free");
    private static final Attributes READ = Attributes.of("disk.io.direction", "read");
    private static final Attributes WRITE = Attributes.of("disk.io.direction", "write");
    private static final Attributes RECEIVE = Attributes.of("network.io.direction", "receive");
    private static final Attributes TRANSMIT = Attributes.of("network.io.direction", "transmit");

    private static final List<Counter> ALL = List.of(
            insight("Processor", "UtilizationPercentage", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT, NONE, null),
            insight("Memory", "AvailableMB", MEMORY_USAGE, Unit.BYTES, MEGABYTE, FREE_MEMORY, null),
            insight("LogicalDisk", "FreeSpacePercentage", DISK_UTILIZATION, Unit.ONE, -PERCENT, USED, MOUNT),
            insight("LogicalDisk", "FreeSpaceMB", DISK_USAGE, Unit.BYTES, MEGABYTE, FREE, MOUNT),
            insight("LogicalDisk", "ReadBytesPerSecond", DISK_RATE, BYTES_PER_SECOND, 1, READ, DEVICE),
            insight("LogicalDisk", "WriteBytesPerSecond", DISK_RATE, BYTES_PER_SECOND, 1, WRITE, DEVICE),
            insight("LogicalDisk", "ReadsPerSecond", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, READ, DEVICE),
            insight("LogicalDisk", "WritesPerSecond", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, WRITE, DEVICE),
            insight("Network", "ReadBytesPerSecond", NETWORK_RATE, BYTES_PER_SECOND, 1, RECEIVE, INTERFACE),
            insight("Network", "WriteBytesPerSecond", NETWORK_RATE, BYTES_PER_SECOND, 1, TRANSMIT, INTERFACE),
            perf("Processor", "% Processor Time", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT, NONE, null),
            perf("Processor Information", "% Processor Time", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT, NONE, null),
            perf("Memory", "Available MBytes", MEMORY_USAGE, Unit.BYTES, MEGABYTE, FREE_MEMORY, null),
            perf("Memory", "Available MBytes Memory", MEMORY_USAGE, Unit.BYTES, MEGABYTE, FREE_MEMORY, null),
            perf("Memory", "% Used Memory", Metrics.MEMORY_UTILIZATION, Unit.ONE, PERCENT, NONE, null),
            perf("LogicalDisk", "% Free Space", DISK_UTILIZATION, Unit.ONE, -PERCENT, USED, MOUNT),
            perf("LogicalDisk", "Free Megabytes", DISK_USAGE, Unit.BYTES, MEGABYTE, FREE, MOUNT),
            perf("LogicalDisk", "Disk Read Bytes/sec", DISK_RATE, BYTES_PER_SECOND, 1, READ, DEVICE),
            perf("LogicalDisk", "Disk Write Bytes/sec", DISK_RATE, BYTES_PER_SECOND, 1, WRITE, DEVICE),
            perf("LogicalDisk", "Disk Reads/sec", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, READ, DEVICE),
            perf("LogicalDisk", "Disk Writes/sec", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, WRITE, DEVICE),
            perf("Logical Disk", "% Used Space", DISK_UTILIZATION, Unit.ONE, PERCENT, USED, MOUNT),
            perf("Logical Disk", "Free Megabytes", DISK_USAGE, Unit.BYTES, MEGABYTE, FREE, MOUNT),
            perf("Logical Disk", "Disk Read Bytes/sec", DISK_RATE, BYTES_PER_SECOND, 1, READ, DEVICE),
            perf("Logical Disk", "Disk Write Bytes/sec", DISK_RATE, BYTES_PER_SECOND, 1, WRITE, DEVICE),
            perf("Logical Disk", "Disk Reads/sec", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, READ, DEVICE),
            perf("Logical Disk", "Disk Writes/sec", DISK_OPERATIONS, OPERATIONS_PER_SECOND, 1, WRITE, DEVICE),
            perf("Network Interface", "Bytes Received/sec", NETWORK_RATE, BYTES_PER_SECOND, 1, RECEIVE, INTERFACE),
            perf("Network Interface", "Bytes Sent/sec", NETWORK_RATE, BYTES_PER_SECOND, 1, TRANSMIT, INTERFACE));

    private MachineCounters() {}

    /**
     * A counter.
     *
     * @param table where it lies
     * @param object the agent's name of its group
     * @param name the agent's name
     * @param metric the name here
     * @param unit the unit here
     * @param scale what the agent's value is multiplied with; negative for what is left of a whole
     * @param attributes what the name says beside
     * @param device the attribute that names the disk or interface, or null for one value of the whole machine
     */
    record Counter(
            String table,
            String object,
            String name,
            String metric,
            Unit unit,
            double scale,
            Attributes attributes,
            @Nullable String device) {

        double value(double agents) {
            return scale < 0 ? 1 + scale * agents : scale * agents;
        }

        /** Tells whether an instance counts: that of all together, or each that is not. */
        boolean takes(String instance) {
            boolean whole = instance.isEmpty() || instance.equals("_Total") || instance.equals("total");
            return device == null ? whole || !object.startsWith("Processor") : !whole;
        }
    }

    static Optional<Counter> of(String table, String object, String name) {
        return ALL.stream()
                .filter(counter -> counter.table().equals(table)
                        && counter.object().equals(object)
                        && counter.name().equals(name))
                .findFirst();
    }

    static List<String> objects(String table) {
        return ALL.stream()
                .filter(counter -> counter.table().equals(table))
                .map(Counter::object)
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> names(String table) {
        return ALL.stream()
                .filter(counter -> counter.table().equals(table))
                .map(Counter::name)
                .distinct()
                .sorted()
                .toList();
    }

    private static Counter insight(
            String object,
            String name,
            String metric,
            Unit unit,
            double scale,
            Attributes attributes,
            @Nullable String device) {
        return new Counter(MachineQueries.INSIGHTS, object, name, metric, unit, scale, attributes, device);
    }

    private static Counter perf(
            String object,
            String name,
            String metric,
            Unit unit,
            double scale,
            Attributes attributes,
            @Nullable String device) {
        return new Counter(MachineQueries.COUNTERS, object, name, metric, unit, scale, attributes, device);
    }
}
