package io.throughline.correlation;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Generates windows that look like a small shop's telemetry: three days of sampled history with a daily shape, then a
 * stretch that is not sampled and a little slower, as recordings have it. What goes wrong is told by the test. The same
 * seed gives the same window.
 */
final class Shop {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final int HISTORY_MINUTES = 72 * 60;
    static final String DATABASE_KEY = "/subscriptions/s/servers/shop-db";
    static final EntityId DATABASE = new EntityId("azure", "resource", DATABASE_KEY);
    static final String PRODUCT = "shop";

    /** What a minute does to an operation, a resource or a query; minutes count from the end of the history. */
    interface Fault {
        /** Returns the factor on durations. */
        default double slower(String service, int minute) {
            return 1;
        }

        /** Returns the share of requests that fail, beside the usual one in five hundred. */
        default double failing(String service, int minute) {
            return 0;
        }

        /** Returns the factor on the number of requests. */
        default double busier(String service, int minute) {
            return 1;
        }

        /** Returns the share of the processor in use. */
        default double cpu(String service, int minute) {
            return 0.3;
        }

        /** Returns the factor on the duration of the first query. */
        default double query(int minute) {
            return 1;
        }

        /** Tells whether only one request in ten is told of, and stands for ten: so it is through all the history. */
        default boolean sampled(int minute) {
            return minute < 0;
        }

        /** Tells whether there are no data at all. */
        default boolean silent(int minute) {
            return false;
        }
    }

    private final SplittableRandom random;
    private final int minutes;
    private final int focusMinutes;
    private final Fault fault;
    private final List<Series> series = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<EntityMapping> mappings = new ArrayList<>();
    private final TimeWindow span;
    private double scale = 1;
    private int history = HISTORY_MINUTES;
    private Duration shift = Duration.ZERO;

    Shop(long seed, int minutes, Fault fault) {
        this(seed, minutes, minutes, fault, HISTORY_MINUTES, Duration.ZERO, 1);
    }

    Shop(long seed, int minutes, int focusMinutes, Fault fault, int history, Duration shift, double scale) {
        this.random = new SplittableRandom(seed);
        this.minutes = minutes;
        this.focusMinutes = focusMinutes;
        this.fault = fault;
        this.history = history;
        this.shift = shift;
        this.scale = scale;
        this.span = new TimeWindow(at(-history), at(minutes));
        EntityId database = add(DATABASE, EntityKind.DATABASE, "shop-db");
        mappings.add(EntityMapping.of(EntityId.product(PRODUCT), new EntityMapping.ById(database)));
        service("storefront", 0.060);
        service("orders", 0.040);
        service("inventory", 0.025);
        service("billing", 0.030);
        call("storefront", role("orders"));
        call("storefront", role("inventory"));
        call("orders", role("inventory"));
        call("orders", DATABASE);
        call("inventory", DATABASE);
        queries();
    }

    /** Returns the instant of a minute after the history. */
    Instant at(int minute) {
        return START.plus(shift).plus(Duration.ofMinutes(HISTORY_MINUTES + minute));
    }

    static EntityId role(String service) {
        return new EntityId("azure", "role", "workspace/" + service);
    }

    static EntityId project(String service) {
        return new EntityId("sentry", "project", "acme/" + service);
    }

    static EntityId plan(String service) {
        return new EntityId("azure", "resource", "/subscriptions/s/plans/" + service);
    }

    static EntityId service(String service) {
        return EntityId.service(PRODUCT, service);
    }

    /** Adds a deployment of a service. */
    Shop deployed(String service, String version, int minute) {
        return deployed(service, version, at(minute));
    }

    Shop deployed(String service, String version, Instant when) {
        EventHeader header = new EventHeader(
                project(service),
                "production",
                when,
                when.plusSeconds(90),
                "Deployment of " + service + "@" + version + " to production",
                Attributes.empty(),
                new Provenance("sentry/releases", "deploy:" + service + ":" + version, null));
        events.add(new Change(header, Change.Type.DEPLOYMENT, service + "@" + version, null, null, List.of()));
        return this;
    }

    Shop event(Event event) {
        events.add(event);
        return this;
    }

    TelemetryWindow window() {
        return window(series, events);
    }

    TelemetryWindow window(List<Series> series, List<Event> events) {
        Instant asOf = span.to();
        return new TelemetryWindow(
                span,
                new TimeWindow(at(minutes - focusMinutes), at(minutes)),
                entities,
                series,
                events,
                dependencies,
                EntityRegistry.of(mappings).resolve(entities, asOf),
                Completeness.of(List.of(
                        StreamCompleteness.complete("azure/requests", asOf),
                        StreamCompleteness.complete("sentry/errors", asOf))));
    }

    List<Series> series() {
        return List.copyOf(series);
    }

    List<EntityMapping> mappings() {
        return List.copyOf(mappings);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    private EntityId add(EntityId id, EntityKind kind, String name) {
        entities.add(new Entity(
                id,
                kind,
                name,
                PRODUCT,
                "production",
                Attributes.empty(),
                new Provenance("azure/resources", id.key(), null)));
        return id;
    }

    private void service(String name, double median) {
        EntityId target = service(name);
        EntityId app = new EntityId("azure", "resource", "/subscriptions/s/apps/" + name);
        entities.add(new Entity(
                app,
                EntityKind.COMPUTE,
                "app-" + name,
                PRODUCT,
                "production",
                Attributes.of("plan", plan(name).key()),
                new Provenance("azure/resources", app.key(), null)));
        add(plan(name), EntityKind.HOST, "plan-" + name);
        for (EntityId member : List.of(
                add(role(name), EntityKind.ROLE, name), app, add(project(name), EntityKind.ERROR_PROJECT, name))) {
            mappings.add(EntityMapping.of(target, new EntityMapping.ById(member)));
        }
        for (String operation : List.of("GET /" + name, "POST /" + name)) {
            operation(name, operation, median * (operation.startsWith("POST") ? 1.5 : 1));
        }
        level(plan(name), Metrics.CPU_UTILIZATION, minute -> Math.min(1, fault.cpu(name, minute) + noise(0.03)));
        errors(name);
    }

    private void operation(String service, String operation, double median) {
        TreeMap<Long, ExponentialHistogram> durations = new TreeMap<>();
        TreeMap<Long, Double> counts = new TreeMap<>();
        TreeMap<Long, Double> failures = new TreeMap<>();
        for (int minute = -history; minute < minutes; minute++) {
            if (fault.silent(minute)) {
                continue;
            }
            boolean sampled = fault.sampled(minute);
            int weight = sampled ? 10 : 1;
            double rate = 30 * daily(minute) * fault.busier(service, minute) / weight;
            int n = poisson(rate);
            if (n == 0) {
                continue;
            }
            ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
            double failed = 0;
            for (int i = 0; i < n; i++) {
                double level = sampled ? 1 : 1.2;
                double seconds = median * level * StrictMath.exp(0.45 * gaussian()) * fault.slower(service, minute);
                histogram.record(scale * seconds, weight);
                if (random.nextDouble() < 0.002 + fault.failing(service, minute)) {
                    failed += weight;
                }
            }
            long time = at(minute).toEpochMilli();
            durations.put(time, histogram.build());
            counts.put(time, (double) n * weight);
            if (failed > 0) {
                failures.put(time, failed);
            }
        }
        Attributes dimension = Attributes.of(AttributeKeys.OPERATION, operation);
        series.add(HistogramSeries.of(
                new SeriesKey(role(service), Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM, dimension),
                Duration.ofMinutes(1),
                times(durations),
                List.copyOf(durations.values())));
        add(new SeriesKey(role(service), Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA, dimension), counts);
        add(
                new SeriesKey(role(service), Metrics.REQUEST_FAILURES, Unit.REQUESTS, SeriesKind.DELTA, dimension),
                failures);
    }

    private void errors(String service) {
        TreeMap<Long, Double> counts = new TreeMap<>();
        for (int minute = -history; minute < minutes; minute++) {
            double rate = 0.02 + 40 * fault.failing(service, minute);
            int n = fault.silent(minute) ? 0 : poisson(rate);
            if (n > 0) {
                counts.put(at(minute).toEpochMilli(), (double) n);
            }
        }
        add(
                new SeriesKey(
                        project(service),
                        Metrics.ERROR_COUNT,
                        Unit.ERRORS,
                        SeriesKind.DELTA,
                        Attributes.of(
                                AttributeKeys.DEPLOYMENT_ENVIRONMENT,
                                "production",
                                AttributeKeys.SERVICE_VERSION,
                                "1.0")),
                counts);
    }

    private void queries() {
        for (int query = 1; query <= 5; query++) {
            TreeMap<String, TreeMap<Long, Double>> counts = new TreeMap<>();
            TreeMap<String, TreeMap<Long, Double>> means = new TreeMap<>();
            for (int minute = -history; minute + 5 <= minutes; minute += 5) {
                double slower = query == 1 ? fault.query(minute) : 1;
                String plan = slower > 1 ? "plan-b" : "plan-a";
                long time = at(minute).toEpochMilli();
                counts.computeIfAbsent(plan, key -> new TreeMap<>()).put(time, 150.0 + poisson(20));
                means.computeIfAbsent(plan, key -> new TreeMap<>())
                        .put(time, 0.001 * query * slower * (1 + noise(0.1)));
            }
            for (Map.Entry<String, TreeMap<Long, Double>> plan : counts.entrySet()) {
                TreeMap<Long, Double> mean = Objects.requireNonNull(means.get(plan.getKey()));
                Attributes dimensions = Attributes.of(
                        AttributeKeys.QUERY_HASH, "query-" + query, AttributeKeys.PLAN_HASH, plan.getKey());
                series.add(NumberSeries.of(
                        new SeriesKey(
                                DATABASE, Metrics.QUERY_COUNT, Unit.counting("query"), SeriesKind.DELTA, dimensions),
                        Duration.ofMinutes(5),
                        times(plan.getValue()),
                        values(plan.getValue())));
                series.add(NumberSeries.of(
                        new SeriesKey(
                                DATABASE, Metrics.QUERY_DURATION_MEAN, Unit.SECONDS, SeriesKind.GAUGE, dimensions),
                        Duration.ofMinutes(5),
                        times(mean),
                        values(mean)));
            }
        }
    }

    private void level(EntityId entity, String metric, java.util.function.IntToDoubleFunction value) {
        TreeMap<Long, Double> values = new TreeMap<>();
        for (int minute = -history; minute < minutes; minute++) {
            double now = value.applyAsDouble(minute);
            if (!fault.silent(minute)) {
                values.put(at(minute).toEpochMilli(), now);
            }
        }
        add(new SeriesKey(entity, metric, Unit.ONE, SeriesKind.GAUGE, Attributes.empty()), values);
    }

    private void add(SeriesKey key, Map<Long, Double> points) {
        series.add(NumberSeries.of(key, Duration.ofMinutes(1), times(points), values(points)));
    }

    private void call(String caller, EntityId callee) {
        dependencies.add(new Dependency(
                role(caller),
                callee,
                "http",
                new TimeWindow(at(-60), at(0)),
                1000,
                0,
                ExponentialHistogram.empty(),
                new Provenance("azure/dependencies", caller + " " + callee, null)));
    }

    private double daily(int minute) {
        double hour = Math.floorMod(minute + HISTORY_MINUTES, 1440) / 60.0;
        return 1 + 0.4 * StrictMath.sin((hour - 9) / 24 * 2 * Math.PI);
    }

    private int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int n = 0;
        while (product > limit) {
            product *= random.nextDouble();
            n++;
        }
        return n;
    }

    private double gaussian() {
        return Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private double noise(double size) {
        return size * (2 * random.nextDouble() - 1);
    }

    private static long[] times(Map<Long, ?> points) {
        return points.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static double[] values(Map<Long, Double> points) {
        return points.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
