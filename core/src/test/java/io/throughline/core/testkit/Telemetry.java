package io.throughline.core.testkit;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Small pieces of telemetry for tests, around one noon. */
public final class Telemetry {

    /** The instant around which all of it lies. */
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    public static final Duration HOUR = Duration.ofHours(1);

    private Telemetry() {}

    /** Returns the hour that begins {@code n} hours after noon. */
    public static TimeWindow hour(int n) {
        Instant start = NOON.plus(HOUR.multipliedBy(n));
        return new TimeWindow(start, start.plus(HOUR));
    }

    /** Returns the id of a cloud resource. */
    public static EntityId resource(String name) {
        return new EntityId("azure", "resource", name);
    }

    /** Returns a resource as a stream delivers it. */
    public static Entity entity(String stream, String name) {
        return new Entity(
                resource(name),
                EntityKind.COMPUTE,
                name,
                "shop",
                "production",
                Attributes.of("service.name", name),
                new Provenance(stream, name, null));
    }

    /** Returns the key of a gauge on the resource {@code app}. */
    public static SeriesKey key(String metric) {
        return SeriesKey.of(resource("app"), metric, Unit.ONE, SeriesKind.GAUGE);
    }

    /** Returns a series of one value a minute. */
    public static NumberSeries numbers(SeriesKey key, Instant start, double... values) {
        return NumberSeries.of(key, Duration.ofMinutes(1), minutes(start, values.length), values);
    }

    /** Returns a series of one histogram of a single value a minute, in seconds, on the resource {@code app}. */
    public static HistogramSeries histograms(String metric, Instant start, double... seconds) {
        SeriesKey key = new SeriesKey(
                resource("app"),
                metric,
                Unit.SECONDS,
                SeriesKind.HISTOGRAM,
                Attributes.of("throughline.operation", "GET /orders"));
        List<ExponentialHistogram> histograms = new ArrayList<>();
        for (double value : seconds) {
            histograms.add(histogram(value));
        }
        return HistogramSeries.of(key, Duration.ofMinutes(1), minutes(start, seconds.length), histograms);
    }

    /** Returns the histogram of some values. */
    public static ExponentialHistogram histogram(double... values) {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (double value : values) {
            builder.record(value, 1);
        }
        return builder.build();
    }

    /** Returns an alert of one instant. */
    public static Event alert(String stream, String vendorId, Instant at) {
        return alert(stream, vendorId, at, at);
    }

    /** Returns an alert over an interval. */
    public static Event alert(String stream, String vendorId, Instant from, Instant to) {
        return new Alert(
                header(stream, vendorId, from, to), "slow answers", Severity.WARNING, Alert.State.FIRED, null, null);
    }

    /** Returns an edge between two resources. */
    public static Dependency edge(String stream, String caller, String callee, TimeWindow window, long calls) {
        return new Dependency(
                resource(caller),
                resource(callee),
                "http",
                window,
                calls,
                calls / 2,
                histogram(0.1, (double) calls),
                new Provenance(stream, caller + "/" + callee, null));
    }

    /** Returns a batch of series. */
    public static TelemetryBatch batch(Series... pieces) {
        TelemetryBatch batch = new TelemetryBatch();
        for (Series piece : pieces) {
            batch.series(piece);
        }
        return batch;
    }

    /** Returns a state as it is written some seconds after noon. */
    public static StreamState state(String stream, int second) {
        Instant at = NOON.plusSeconds(second);
        return new StreamState(stream, at, "cursor-" + second, at, StreamCompleteness.complete(stream, at));
    }

    /** Returns an event of each kind, with all that may be there and with as little as possible. */
    public static List<Event> everyKindOfEvent(String stream) {
        EventHeader bare = new EventHeader(
                resource("app"), null, NOON, NOON, "bare", Attributes.empty(), new Provenance(stream, "bare", null));
        return List.of(
                new Alert(
                        header(stream, "alert", NOON, NOON.plusSeconds(9)),
                        "rule",
                        Severity.CRITICAL,
                        Alert.State.RESOLVED,
                        "p95 > 1",
                        NOON.plusNanos(1)),
                new Change(bare, Change.Type.COMMIT, null, null, null, List.of()),
                new Change(
                        header(stream, "change", NOON, NOON),
                        Change.Type.DEPLOYMENT,
                        "1.4.0",
                        "4f2a",
                        "success",
                        List.of(new Change.Commit("4f2a", "Say it 'so'", List.of("b", "a")))),
                new ErrorIssue(
                        header(stream, "issue", NOON, NOON),
                        "ORDERS-4F",
                        "java.sql.SQLTimeoutException",
                        "timed\nout",
                        "GET /orders",
                        Severity.ERROR,
                        "unresolved",
                        1L << 40,
                        7L,
                        "1.3.0",
                        "1.4.0"),
                new HealthTransition(
                        header(stream, "health", NOON, NOON),
                        HealthTransition.Health.AVAILABLE,
                        HealthTransition.Health.DEGRADED,
                        "moved"),
                new LogPattern(header(stream, "pattern", NOON, NOON), "order <*> failed", Severity.WARNING, 12),
                new SlowQuery(
                        header(stream, "query", NOON, NOON.plusSeconds(60)), "q1", "p2", "p1", "select ?", 4, 0.25),
                new Ticket(
                        header(stream, "ticket", NOON, NOON),
                        "OPS-17",
                        "Incident",
                        "Done",
                        Ticket.StatusCategory.DONE,
                        "High",
                        "text\u0000with a zero",
                        List.of("z", "a"),
                        List.of("payments"),
                        NOON,
                        List.of(new Ticket.Transition(NOON.plusNanos(5), null, "Open"))));
    }

    /**
     * A write that a test draws at random.
     *
     * @param stream the stream it is of
     * @param hours the hours it replaces, empty for a revision
     * @param batch what it writes
     * @param retired vendor ids it retires; if there are any it does nothing else
     */
    public record RandomWrite(String stream, Set<Integer> hours, TelemetryBatch batch, Set<String> retired) {

        /** Writes it, known {@code second} seconds after noon. */
        public WriteResult applyTo(TelemetryStore store, int second) {
            StreamState state = state(stream, second);
            if (!retired.isEmpty()) {
                return store.retire(retired, state);
            }
            return hours.isEmpty()
                    ? store.revise(batch, state)
                    : store.replace(hours.stream().map(Telemetry::hour).toList(), batch, state);
        }
    }

    /** Draws a write of few values in few places, so that writes often meet. */
    public static RandomWrite randomWrite(Random random) {
        TelemetryBatch batch = new TelemetryBatch();
        if (random.nextInt(3) == 0) {
            String stream = "jira/tickets";
            if (random.nextInt(3) == 0) {
                return new RandomWrite(stream, Set.of(), batch, Set.of("v" + random.nextInt(5)));
            }
            for (int i = random.nextInt(4); i >= 0; i--) {
                batch.event(alert(stream, "v" + random.nextInt(5), NOON.plusSeconds(random.nextInt(3))));
            }
            return new RandomWrite(stream, Set.of(), batch, Set.of());
        }
        String stream = random.nextBoolean() ? "azure/metrics" : "azure/requests";
        Set<Integer> hours = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            hours.add(random.nextInt(6));
        }
        for (int hour : hours) {
            Instant start = hour(hour).from();
            if (random.nextBoolean()) {
                batch.series(numbers(key("cpu"), start, random.nextInt(2), random.nextInt(2), random.nextInt(2)));
            }
            if (random.nextBoolean()) {
                batch.series(histograms("duration", start, 1 + random.nextInt(2)));
            }
            if (random.nextBoolean()) {
                batch.event(alert(stream, "e" + random.nextInt(3), start));
            }
            if (random.nextBoolean()) {
                batch.dependency(edge(stream, "a", "b" + random.nextInt(2), hour(hour), 1 + random.nextInt(2)));
            }
        }
        if (random.nextBoolean()) {
            batch.entity(entity(stream, "entity-" + random.nextInt(3)));
        }
        return new RandomWrite(stream, hours, batch, Set.of());
    }

    private static EventHeader header(String stream, String vendorId, Instant from, Instant to) {
        return new EventHeader(
                resource("app"),
                "production",
                from,
                to,
                vendorId,
                Attributes.of("throughline.operation", "GET /orders"),
                new Provenance(stream, vendorId, URI.create("https://example.org/" + vendorId.replace(' ', '-'))));
    }

    private static long[] minutes(Instant start, int count) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = start.plusSeconds(60L * i).toEpochMilli();
        }
        return times;
    }
}
