package io.throughline.azure.stream;

import static io.throughline.azure.metrics.MetricAggregation.AVERAGE;
import static io.throughline.azure.metrics.MetricAggregation.TOTAL;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which platform metrics are read of which type of resource, and what they are called here. */
final class MetricCatalogue {

    private static final Unit CONNECTIONS = Unit.counting("connection");
    private static final Unit OPERATIONS = Unit.counting("operation");
    private static final double PERCENT = 0.01;

    private static final SortedMap<String, List<PlatformMetric>> BY_TYPE = new TreeMap<>(Map.of(
            ResourceKinds.WEB_APP,
                    List.of(
                            amount("Requests", "azure.app.requests", Unit.REQUESTS),
                            amount("Http5xx", "azure.app.requests.5xx", Unit.REQUESTS),
                            level("HttpResponseTime", "azure.app.response.time", Unit.SECONDS, 1),
                            amount("CpuTime", "azure.app.cpu.time", Unit.SECONDS),
                            level("MemoryWorkingSet", "azure.app.memory.working_set", Unit.BYTES, 1),
                            level("AppConnections", "azure.app.connections", CONNECTIONS, 1),
                            level("Threads", "azure.app.threads", Unit.counting("thread"), 1)),
            ResourceKinds.PLAN,
                    List.of(
                            level("CpuPercentage", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT),
                            level("MemoryPercentage", Metrics.MEMORY_UTILIZATION, Unit.ONE, PERCENT),
                            level("HttpQueueLength", "azure.plan.http.queue.length", Unit.REQUESTS, 1),
                            level("DiskQueueLength", "azure.plan.disk.queue.length", OPERATIONS, 1)),
            ResourceKinds.POSTGRESQL,
                    List.of(
                            level("cpu_percent", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT),
                            level("memory_percent", Metrics.MEMORY_UTILIZATION, Unit.ONE, PERCENT),
                            level("storage_percent", "azure.db.storage.utilization", Unit.ONE, PERCENT),
                            level("active_connections", Metrics.CONNECTIONS_ACTIVE, CONNECTIONS, 1),
                            amount("connections_failed", "azure.db.connections.failed", CONNECTIONS),
                            amount("connections_succeeded", "azure.db.connections.succeeded", CONNECTIONS),
                            level("iops", "azure.db.io.rate", Unit.counting("operation_per_second"), 1),
                            level("disk_queue_depth", "azure.db.disk.queue.depth", OPERATIONS, 1),
                            level("read_iops", "azure.db.io.read.rate", Unit.counting("operation_per_second"), 1),
                            level("write_iops", "azure.db.io.write.rate", Unit.counting("operation_per_second"), 1),
                            amount("network_bytes_ingress", "azure.db.network.received", Unit.BYTES),
                            amount("network_bytes_egress", "azure.db.network.sent", Unit.BYTES)),
            ResourceKinds.SQL_DATABASE,
                    List.of(
                            level("cpu_percent", Metrics.CPU_UTILIZATION, Unit.ONE, PERCENT),
                            level("physical_data_read_percent", "azure.db.io.data.utilization", Unit.ONE, PERCENT),
                            level("log_write_percent", "azure.db.io.log.utilization", Unit.ONE, PERCENT),
                            level("workers_percent", "azure.db.workers.utilization", Unit.ONE, PERCENT),
                            level("sessions_percent", "azure.db.sessions.utilization", Unit.ONE, PERCENT),
                            level("storage_percent", "azure.db.storage.utilization", Unit.ONE, PERCENT),
                            amount("deadlock", "azure.db.deadlocks", Unit.counting("deadlock")),
                            amount("connection_successful", "azure.db.connections.succeeded", CONNECTIONS),
                            amount("connection_failed", "azure.db.connections.failed", CONNECTIONS))));

    private MetricCatalogue() {}

    /**
     * A platform metric.
     *
     * @param vendorName Azure's name
     * @param aggregation which of the service's values is taken
     * @param name the name here
     * @param unit the unit here
     * @param kind what may be done with the values
     * @param scale what Azure's value is multiplied with to be in the unit
     */
    record PlatformMetric(
            String vendorName, MetricAggregation aggregation, String name, Unit unit, SeriesKind kind, double scale) {}

    /** Returns the types of which metrics are read, ascending. */
    static List<String> types() {
        return List.copyOf(BY_TYPE.keySet());
    }

    /** Returns the metrics of a type; empty if none is read. */
    static List<PlatformMetric> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    private static PlatformMetric level(String vendorName, String name, Unit unit, double scale) {
        return new PlatformMetric(vendorName, AVERAGE, name, unit, SeriesKind.GAUGE, scale);
    }

    private static PlatformMetric amount(String vendorName, String name, Unit unit) {
        return new PlatformMetric(vendorName, TOTAL, name, unit, SeriesKind.DELTA, 1);
    }
}
