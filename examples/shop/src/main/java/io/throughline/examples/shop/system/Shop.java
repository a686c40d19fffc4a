package io.throughline.examples.shop.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole system: hosts, network, database, services. Deployments swap a warmed-up instance in; none is lost on the way. */
public final class Shop implements AutoCloseable {
    /** The host of the database: its size in CPU seconds a model minute. */
    private static final double DATABASE_SIZE = 2.85;

    private static final Duration SERVICE_LATENCY = Duration.ofMillis(3);
    private static final Duration DATABASE_LATENCY = Duration.ofMillis(2);

    private final Settings settings;
    private final Collector collector;
    private final PaymentProvider payments;
    private final Database database;
    private final Host databaseHost = new Host("psql", DATABASE_SIZE);
    private final Map<ServiceKind, Host> hosts = new EnumMap<>(ServiceKind.class);
    private final Map<ServiceKind, Network> balancers = new EnumMap<>(ServiceKind.class);
    private final Map<String, Network> links = new ConcurrentHashMap<>();
    private final Map<ServiceKind, ServiceInstance> running = new ConcurrentHashMap<>();
    private final Map<ServiceKind, Integer> numbers = new EnumMap<>(ServiceKind.class);
    private final List<Process> others = new CopyOnWriteArrayList<>();
    private final WarmUpCalls warmUp;

    /** Starts collector, database and network; no service yet. */
    public Shop(Settings settings, Clock wall, Consumer<String> warmUpTraceIds) throws IOException, SQLException {
        this.settings = settings;
        this.warmUp = new WarmUpCalls(warmUpTraceIds);
        collector = new Collector(settings.collectorPort(), settings.work().resolve("collector.bin"), wall);
        payments = new PaymentProvider(Settings.PAYMENTS_PORT);
        database = new Database(settings.work().resolve("pg"), Settings.DATABASE_PORT);
        database.create();
        for (ServiceKind kind : ServiceKind.values()) {
            hosts.put(kind, new Host(kind.role(), kind.cpuSecondsPerModelMinute()));
            balancers.put(
                    kind,
                    new Network(
                            kind.port(), 1, kind == ServiceKind.STOREFRONT ? Duration.ofMillis(1) : SERVICE_LATENCY));
            if (kind.database() != null) {
                links.put(kind.role(), new Network(kind.databasePort(), Settings.DATABASE_PORT, DATABASE_LATENCY));
            }
        }
    }

    /** Fills the database after the first migrations, and moves it to its host. */
    public void fillDatabase() throws IOException, SQLException {
        database.fill();
        database.runOn(databaseHost);
    }

    /** Runs migration scripts on the service's database, one after the other. */
    public void migrate(ServiceKind kind, List<Path> scripts) throws IOException {
        String name = kind.database();
        for (Path script : scripts) {
            try {
                database.migrate(String.valueOf(name), Files.readString(script));
            } catch (SQLException e) {
                throw new IOException("the migration " + script + " failed", e);
            }
        }
    }

    /** Starts a new instance beside the running one, warms it up, lets the traffic go to it, and retires the old one. */
    public void swap(ServiceKind kind, String version, Path classes, int warmUpCalls, Runnable switched)
            throws IOException, InterruptedException {
        int number = numbers.merge(kind, 1, Integer::sum);
        ServiceInstance fresh = ServiceInstance.start(kind, version, classes, number, settings);
        fresh.awaitReady();
        warmUp.run(fresh, warmUpCalls);
        host(kind).add(fresh.pid());
        Objects.requireNonNull(balancers.get(kind)).pointTo(fresh.port());
        ServiceInstance old = running.put(kind, fresh);
        switched.run();
        if (old != null) {
            old.retire();
        }
    }

    /** Warms the running instance of a service up. */
    public void warmUp(ServiceKind kind, int calls) throws IOException, InterruptedException {
        warmUp.run(instance(kind), calls);
    }

    /** Lets the payment provider answer nothing but 503, or work again. */
    public void failPayments(boolean fail) {
        payments.fail(fail);
    }

    /** The network on the way to a service. */
    public Network network(ServiceKind kind) {
        return Objects.requireNonNull(balancers.get(kind), kind.role());
    }

    /** Sends a signal, such as {@code STOP}, to the running instance of a service. */
    public void signal(ServiceKind kind, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(instance(kind).pid()))
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("cannot send " + name + " to " + kind.role() + "; is it still running?");
        }
    }

    /** Limits all hosts to their size at this clock rate. */
    public void size(int rate) throws IOException {
        databaseHost.size(rate);
        for (Host host : hosts.values()) {
            host.size(rate);
        }
    }

    /** Starts a process on the host of a service. */
    public Process startOn(ServiceKind kind, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        others.add(process);
        host(kind).add(process.pid());
        return process;
    }

    /** CPU time used on a service's host, in nanoseconds since it was made. */
    public long cpuNanos(ServiceKind kind) throws IOException {
        return host(kind).cpuNanos();
    }

    /** CPU time used on the database's host, in nanoseconds since it was made. */
    public long databaseCpuNanos() throws IOException {
        return databaseHost.cpuNanos();
    }

    /** Size of a service's host in cores of wall time. */
    public double cores(ServiceKind kind, int rate) {
        return host(kind).cores(rate);
    }

    /** Size of the database's host in cores of wall time. */
    public double databaseCores(int rate) {
        return databaseHost.cores(rate);
    }

    /** Resident memory of the database server, in bytes. */
    public long databaseMemory() throws IOException {
        return databaseHost.memoryBytes();
    }

    /** Resident memory of the running instance, in bytes. */
    public long memory(ServiceKind kind) throws IOException {
        String statm =
                Files.readString(Path.of("/proc", String.valueOf(instance(kind).pid()), "statm"));
        return Long.parseLong(statm.split(" ", -1)[1]) * 4096;
    }

    /** The access logs of all instances of a service so far. */
    public List<Path> accessLogs(ServiceKind kind) throws IOException {
        try (Stream<Path> files = Files.list(settings.work())) {
            return files.filter(file -> file.getFileName().toString().matches(kind.role() + "-\\d+\\.access\\.log"))
                    .sorted()
                    .toList();
        }
    }

    /** The database server. */
    public Database database() {
        return database;
    }

    /** How many posts of telemetry have come. */
    public int telemetryPosts() {
        return collector.tracks();
    }

    private Host host(ServiceKind kind) {
        return Objects.requireNonNull(hosts.get(kind), kind.role());
    }

    private ServiceInstance instance(ServiceKind kind) {
        ServiceInstance instance = running.get(kind);
        if (instance == null) {
            throw new IllegalStateException(kind.role() + " has not been started");
        }
        return instance;
    }

    /** Stops everything; what the agents still hold is flushed first. */
    @Override
    public void close() throws IOException {
        try {
            for (ServiceKind kind : running.keySet()) {
                signal(kind, "CONT");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        others.forEach(Process::destroyForcibly);
        try {
            for (ServiceInstance instance : running.values()) {
                instance.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Network network : balancers.values()) {
            network.close();
        }
        for (Network network : links.values()) {
            network.close();
        }
        database.close();
        payments.close();
        collector.close();
        databaseHost.close();
        for (Host host : hosts.values()) {
            host.close();
        }
    }
}
