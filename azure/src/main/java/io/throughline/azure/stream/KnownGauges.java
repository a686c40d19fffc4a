package io.throughline.azure.stream;

import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics and counters that makers name differently and that mean the same: of connection pools, of the runtimes of Java
 * and .NET, of processes. Names here are OpenTelemetry's where there is one.
 */
final class KnownGauges {

    /** What a metric's dimensions are called, and whether its instances are told apart. */
    enum Family {
        POOL("db.client.connection.pool.name", "db.client.connection.state", true),
        MEMORY("jvm.memory.pool.name", "jvm.memory.type", false),
        THREADS("jvm.thread.daemon", "jvm.thread.state", false),
        COLLECTOR("jvm.gc.name", "jvm.gc.action", false),
        PLAIN("azure.metric.part", "azure.metric.state", false);

        private final String part;
        private final String state;
        private final boolean byInstance;

        Family(String part, String state, boolean byInstance) {
            this.part = part;
            this.state = state;
            this.byInstance = byInstance;
        }

        String part() {
            return part;
        }

        String state() {
            return state;
        }

        boolean isByInstance() {
            return byInstance;
        }
    }

    /**
     * What a vendor's metric is here.
     *
     * @param metric the name here
     * @param kind gauge for a mean of samples, delta for their sum
     * @param scale what the vendor's value is multiplied with to be in the unit
     * @param state the state that the vendor's name implies, or null
     */
    record Known(
            Family family,
            String metric,
            Unit unit,
            SeriesKind kind,
            double scale,
            @Nullable String state) {}

    // Family, vendor's name (~ for a space), name here, unit, scale, kind, implied state.
    private static final String TABLE = """
            pool hikaricp.connections.active db.client.connection.count {connection} 1 gauge used
            pool hikaricp.connections.idle db.client.connection.count {connection} 1 gauge idle
            pool hikaricp.connections.pending db.client.connection.pending_requests {request} 1 gauge
            pool hikaricp.connections.max db.client.connection.max {connection} 1 gauge
            pool hikaricp.connections.min db.client.connection.idle.min {connection} 1 gauge
            pool hikaricp.connections.acquire db.client.connection.wait_time.mean s 0.001 gauge
            pool hikaricp.connections.usage db.client.connection.use_time.mean s 0.001 gauge
            pool hikaricp.connections.creation db.client.connection.create_time.mean s 0.001 gauge
            pool hikaricp.connections.timeout db.client.connection.timeouts {timeout} 1 delta
            pool db.client.connections.usage db.client.connection.count {connection} 1 gauge
            pool db.client.connections.active db.client.connection.count {connection} 1 gauge used
            pool db.client.connections.idle db.client.connection.count {connection} 1 gauge idle
            pool db.client.connections.pending db.client.connection.pending_requests {request} 1 gauge
            pool db.client.connections.pending_requests db.client.connection.pending_requests {request} 1 gauge
            pool db.client.connections.max db.client.connection.max {connection} 1 gauge
            pool db.client.connections.idle.max db.client.connection.idle.max {connection} 1 gauge
            pool db.client.connections.idle.min db.client.connection.idle.min {connection} 1 gauge
            pool db.client.connections.timeouts db.client.connection.timeouts {timeout} 1 delta
            pool db.client.connections.wait_time db.client.connection.wait_time.mean s 0.001 gauge
            pool db.client.connections.use_time db.client.connection.use_time.mean s 0.001 gauge
            pool db.client.connections.create_time db.client.connection.create_time.mean s 0.001 gauge
            pool db.client.connection.count db.client.connection.count {connection} 1 gauge
            pool db.client.connection.pending_requests db.client.connection.pending_requests {request} 1 gauge
            pool db.client.connection.max db.client.connection.max {connection} 1 gauge
            pool db.client.connection.idle.max db.client.connection.idle.max {connection} 1 gauge
            pool db.client.connection.idle.min db.client.connection.idle.min {connection} 1 gauge
            pool db.client.connection.timeouts db.client.connection.timeouts {timeout} 1 delta
            pool db.client.connection.wait_time db.client.connection.wait_time.mean s 1 gauge
            pool db.client.connection.use_time db.client.connection.use_time.mean s 1 gauge
            pool db.client.connection.create_time db.client.connection.create_time.mean s 1 gauge
            pool r2dbc.pool.acquired db.client.connection.count {connection} 1 gauge used
            pool r2dbc.pool.idle db.client.connection.count {connection} 1 gauge idle
            pool r2dbc.pool.pending db.client.connection.pending_requests {request} 1 gauge
            pool r2dbc.pool.max.allocated db.client.connection.max {connection} 1 gauge
            pool jdbc.connections.active db.client.connection.count {connection} 1 gauge used
            pool jdbc.connections.idle db.client.connection.count {connection} 1 gauge idle
            pool jdbc.connections.max db.client.connection.max {connection} 1 gauge
            pool jdbc.connections.min db.client.connection.idle.min {connection} 1 gauge
            pool tomcat.jdbc.connections.active db.client.connection.count {connection} 1 gauge used
            pool tomcat.jdbc.connections.idle db.client.connection.count {connection} 1 gauge idle
            pool tomcat.jdbc.connections.max db.client.connection.max {connection} 1 gauge
            pool mongodb.driver.pool.checkedout db.client.connection.count {connection} 1 gauge used
            pool mongodb.driver.pool.waitqueuesize db.client.connection.pending_requests {request} 1 gauge
            pool Microsoft.Data.SqlClient.EventSource|number-of-active-connections db.client.connection.count {connection} 1 gauge used
            pool Microsoft.Data.SqlClient.EventSource|number-of-free-connections db.client.connection.count {connection} 1 gauge idle
            pool Npgsql|busy-connections db.client.connection.count {connection} 1 gauge used
            pool Npgsql|idle-connections db.client.connection.count {connection} 1 gauge idle
            pool .NET~Data~Provider~for~SqlServer|NumberOfActiveConnections db.client.connection.count {connection} 1 gauge used
            pool .NET~Data~Provider~for~SqlServer|NumberOfFreeConnections db.client.connection.count {connection} 1 gauge idle
            memory jvm.memory.used jvm.memory.used By 1 gauge
            memory jvm.memory.committed jvm.memory.committed By 1 gauge
            memory jvm.memory.max jvm.memory.limit By 1 gauge
            memory jvm.memory.limit jvm.memory.limit By 1 gauge
            memory jvm.memory.used_after_last_gc jvm.memory.used_after_last_gc By 1 gauge
            memory process.runtime.jvm.memory.usage jvm.memory.used By 1 gauge
            memory process.runtime.jvm.memory.committed jvm.memory.committed By 1 gauge
            memory process.runtime.jvm.memory.limit jvm.memory.limit By 1 gauge
            memory Heap~Memory~Used~(MB) jvm.memory.used By 1048576 gauge heap
            memory %~Of~Max~Heap~Memory~Used jvm.memory.utilization 1 0.01 gauge heap
            collector jvm.gc.pause jvm.gc.duration.mean s 0.001 gauge
            collector jvm.gc.duration jvm.gc.duration.mean s 1 gauge
            collector process.runtime.jvm.gc.duration jvm.gc.duration.mean s 0.001 gauge
            threads jvm.threads.live jvm.thread.count {thread} 1 gauge
            threads jvm.thread.count jvm.thread.count {thread} 1 gauge
            threads process.runtime.jvm.threads.count jvm.thread.count {thread} 1 gauge
            plain jvm.classes.loaded jvm.class.count {class} 1 gauge
            plain jvm.class.count jvm.class.count {class} 1 gauge
            plain Loaded~Class~Count jvm.class.count {class} 1 gauge
            plain process.runtime.jvm.classes.current_loaded jvm.class.count {class} 1 gauge
            plain jvm.cpu.recent_utilization jvm.cpu.recent_utilization 1 1 gauge
            plain process.runtime.jvm.cpu.utilization jvm.cpu.recent_utilization 1 1 gauge
            plain http.server.request.duration http.server.request.duration.mean s 1 gauge
            plain http.client.request.duration http.client.request.duration.mean s 1 gauge
            plain http.server.duration http.server.request.duration.mean s 0.001 gauge
            plain http.client.duration http.client.request.duration.mean s 0.001 gauge
            plain process.cpu.usage process.cpu.utilization 1 1 gauge
            plain system.cpu.usage system.cpu.utilization 1 1 gauge
            plain System.Runtime|cpu-usage process.cpu.utilization 1 0.01 gauge
            plain System.Runtime|working-set process.memory.usage By 1000000 gauge
            plain System.Runtime|gc-heap-size dotnet.gc.last_collection.heap.size By 1000000 gauge
            plain System.Runtime|time-in-gc azure.dotnet.gc.time.share 1 0.01 gauge
            plain System.Runtime|threadpool-thread-count dotnet.thread_pool.thread.count {thread} 1 gauge
            plain System.Runtime|threadpool-queue-length dotnet.thread_pool.queue.length {work_item} 1 gauge
            plain dotnet.thread_pool.thread.count dotnet.thread_pool.thread.count {thread} 1 gauge
            plain dotnet.thread_pool.queue.length dotnet.thread_pool.queue.length {work_item} 1 gauge
            plain .NET~CLR~Memory|%~Time~in~GC azure.dotnet.gc.time.share 1 0.01 gauge
            plain .NET~CLR~Memory|#~Bytes~in~all~Heaps dotnet.gc.last_collection.heap.size By 1 gauge
            plain .NET~CLR~Exceptions|#~of~Exceps~Thrown~/~sec azure.process.exception.rate {exception}/s 1 gauge
            plain .NET~CLR~Exceptions|Exception~Rate azure.process.exception.rate {exception}/s 1 gauge
            plain Processor|%~Processor~Time system.cpu.utilization 1 0.01 gauge
            plain Process|%~Processor~Time~Normalized process.cpu.utilization 1 0.01 gauge
            plain Process|%~Processor~Time azure.process.cpu.cores {cpu} 0.01 gauge
            plain Process|Private~Bytes process.memory.usage By 1 gauge
            plain Process|IO~Data~Bytes/sec azure.process.io.rate By/s 1 gauge
            plain Memory|Available~Bytes azure.host.memory.available By 1 gauge
            plain ASP.NET~Applications|Requests/Sec azure.process.request.rate {request}/s 1 gauge
            plain ASP.NET~Applications|Request~Execution~Time azure.process.request.duration.mean s 0.001 gauge
            plain ASP.NET~Applications|Requests~In~Application~Queue azure.process.request.queue.length {request} 1 gauge
            """;

    private static final Map<String, Known> BY_NAME = parsed();

    private KnownGauges() {}

    /** Returns what a metric is, by its vendor's name in any case. */
    static Optional<Known> metric(String name) {
        return Optional.ofNullable(BY_NAME.get(keyOf(name)));
    }

    /** Returns what a performance counter is. */
    static Optional<Known> counter(String category, String counter) {
        return metric(category + "|" + counter);
    }

    /** Returns the vendors' names whose dimensions matter, in lower case, ascending. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** Returns those of them that are of pools. */
    static List<String> pools() {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().family().isByInstance())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Known> parsed() {
        TreeMap<String, Known> known = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.strip().split(" +", -1);
            known.put(
                    keyOf(cells[1].replace('~', ' ')),
                    new Known(
                            Family.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                            cells[2],
                            new Unit(cells[3]),
                            cells[5].equals("delta") ? SeriesKind.DELTA : SeriesKind.GAUGE,
                            Double.parseDouble(cells[4]),
                            cells.length > 6 ? cells[6] : null));
        });
        return known;
    }

    private static String keyOf(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
