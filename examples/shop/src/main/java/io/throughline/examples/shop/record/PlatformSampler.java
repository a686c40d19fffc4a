package io.throughline.examples.shop.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.clock.ModelClock;
import io.throughline.examples.shop.system.ServiceKind;
import io.throughline.examples.shop.system.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures, each model minute, what the platform would: CPU and memory of every host, the database's connections, and each service's
 * requests, failures and response times from its access log. Rows go to a file and to a listener, which evaluates the alert rules.
 */
final class PlatformSampler {
    private static final int SLOW_EVERY = 5;

    private final Shop shop;
    private final ModelClock clock;
    private final Clock wall;
    private final EventLog out;
    private final MinuteListener listener;
    private final Map<ServiceKind, Map<Path, AccessLogTail>> tails = new EnumMap<>(ServiceKind.class);
    private final Map<String, CpuMeter> meters = new HashMap<>();

    PlatformSampler(Shop shop, ModelClock clock, Clock wall, EventLog out, MinuteListener listener) {
        this.shop = shop;
        this.clock = clock;
        this.wall = wall;
        this.out = out;
        this.listener = listener;
    }

    /** Samples until the end of the stretch; runs on the caller's thread. */
    void run(Instant end) throws IOException, SQLException, InterruptedException {
        int perMinute = Math.max(1, 12 * 5 / clock.rate());
        try (Connection connection = shop.database().connect("postgres")) {
            int number = 0;
            for (Instant minute = clock.start(); minute.isBefore(end); minute = minute.plus(1, ChronoUnit.MINUTES)) {
                Map<String, Sample> samples = new HashMap<>();
                for (int i = 1; i <= perMinute; i++) {
                    await(minute.plus(Duration.ofSeconds(60).multipliedBy(i).dividedBy(perMinute)));
                    sample(samples, connection, number % SLOW_EVERY == 0 && i == 1);
                }
                Thread.sleep(40);
                requests(samples, minute);
                write(samples, minute);
                number++;
            }
        }
    }

    private void await(Instant model) throws InterruptedException {
        long millis = Duration.between(wall.instant(), clock.toWall(model)).toMillis();
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    private void sample(Map<String, Sample> samples, Connection connection, boolean slow)
            throws IOException, SQLException {
        for (ServiceKind kind : ServiceKind.values()) {
            cpu(samples, kind.role() + "|CpuPercentage|Percent", shop.cpuNanos(kind), shop.cores(kind, clock.rate()));
            add(samples, kind.role() + "|MemoryWorkingSet|Bytes", (double) shop.memory(kind));
        }
        cpu(samples, "postgres|cpu_percent|Percent", shop.databaseCpuNanos(), shop.databaseCores(clock.rate()));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND usename = 'shop'")) {
            rows.next();
            add(samples, "postgres|active_connections|Count", rows.getDouble(1));
        }
        if (slow) {
            add(samples, "postgres|memory_percent|Percent", 100.0 * shop.databaseMemory() / (2L << 30));
        }
    }

    private void cpu(Map<String, Sample> samples, String key, long nanos, double cores) {
        double used = meters.computeIfAbsent(key, k -> new CpuMeter()).coresSince(nanos, System.nanoTime());
        if (!Double.isNaN(used)) {
            add(samples, key, 100 * used / cores);
        }
    }

    private static void add(Map<String, Sample> samples, String key, double value) {
        samples.computeIfAbsent(key, k -> new Sample()).add(value);
    }

    private void requests(Map<String, Sample> samples, Instant minute) throws IOException {
        long until = micros(clock.toWall(minute.plus(1, ChronoUnit.MINUTES)));
        for (ServiceKind kind : ServiceKind.values()) {
            Sample all = new Sample();
            Sample time = new Sample();
            Map<String, Sample> byClass = new HashMap<>();
            for (Path file : shop.accessLogs(kind)) {
                AccessLogTail tail =
                        tails.computeIfAbsent(kind, k -> new HashMap<>()).computeIfAbsent(file, AccessLogTail::new);
                for (AccessLogTail.Line line : tail.until(until)) {
                    if (line.warmUp() || line.endMicros() < micros(clock.toWall(minute))) {
                        continue;
                    }
                    all.add(1);
                    time.add(line.durationMicros() / 1e6);
                    byClass.computeIfAbsent("Http" + line.status() / 100 + "xx", k -> new Sample())
                            .add(1);
                }
            }
            samples.put(kind.role() + "|Requests|Count", all);
            samples.put(kind.role() + "|Http2xx|Count", byClass.getOrDefault("Http2xx", new Sample()));
            samples.put(kind.role() + "|Http4xx|Count", byClass.getOrDefault("Http4xx", new Sample()));
            samples.put(kind.role() + "|Http5xx|Count", byClass.getOrDefault("Http5xx", new Sample()));
            if (time.count() > 0) {
                samples.put(kind.role() + "|HttpResponseTime|Seconds", time);
            }
        }
    }

    private void write(Map<String, Sample> samples, Instant minute) {
        for (Map.Entry<String, Sample> entry : samples.entrySet()) {
            String[] key = entry.getKey().split("\\|", -1);
            Sample sample = entry.getValue();
            ObjectNode row = out.object()
                    .put("minute", minute.toString())
                    .put("resource", key[0])
                    .put("metric", key[1])
                    .put("unit", key[2])
                    .put("total", sample.total())
                    .put("count", sample.count());
            if (sample.count() > 0) {
                row.put("min", sample.min()).put("max", sample.max());
            }
            out.write(row);
            listener.measured(key[0], key[1], minute, sample);
        }
        listener.minuteEnded(minute);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Hears of every row, then of the minute's end. */
    interface MinuteListener {
        void measured(String resource, String metric, Instant minute, Sample sample);

        void minuteEnded(Instant minute);
    }
}
