package io.throughline.core.sync;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.sync.VendorHistory.Item;
import io.throughline.core.sync.VendorHistory.Kind;
import io.throughline.core.sync.VendorHistory.Version;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.testkit.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A vendor whose answers are a pure function of a {@link VendorHistory} and the instant at which it is asked, apart from
 * its {@link Mood}: two measured streams and two revised ones.
 */
final class SimulatedVendor implements TelemetrySource {

    private static final List<Ticket.StatusCategory> STATUSES = List.of(Ticket.StatusCategory.values());

    static final String REQUESTS = "sim/requests";
    static final String METRICS = "sim/metrics";
    static final String TICKETS = "sim/tickets";
    static final String RATINGS = "sim/ratings";

    private final VendorHistory history;
    private final Supplier<Instant> clock;
    private final Mood mood;

    SimulatedVendor(VendorHistory history, Supplier<Instant> clock, Mood mood) {
        this.history = history;
        this.clock = clock;
        this.mood = mood;
    }

    /** How the vendor answers; whatever it does, what it has is the same. */
    interface Mood {

        /** Is told of each call before it is answered; may fail it, delay it, or change the vendor's time. */
        default void before(String stream) {}

        /** Is told of each call when all is delivered; may still fail it. */
        default void after(String stream) {}

        /** Returns how many records of a measured stream one answer holds at most. */
        default int limit() {
            return Integer.MAX_VALUE;
        }

        /** Returns how many revisions one answer holds, at least 1. */
        default int page() {
            return 7;
        }

        /** Returns how far a cursor goes back behind what was delivered, so that revisions come again. */
        default Duration overlap() {
            return Duration.ofMinutes(10);
        }

        /** Tells whether a census misses something that exists, as a lagging index does. */
        default boolean misses(String vendorId) {
            return false;
        }
    }

    @Override
    public String id() {
        return "sim";
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of(new Requests(), new MetricsStream(), new Tickets(), new Ratings());
    }

    @Override
    public List<CheckResult> check() {
        return List.of();
    }

    @Override
    public void close() {}

    private static EntityId entity(int lane) {
        return new EntityId("sim", "service", "service-" + lane);
    }

    private abstract class Measured implements MeasuredStream {

        private final String name;
        private final List<Item> items;

        Measured(String name, List<Item> items) {
            this.name = name;
            this.items = items;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration grid() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration longestRead() {
            return Duration.ofHours(6);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            mood.before(name);
            Instant now = clock.get();
            for (int lane = 0; lane < 3; lane++) {
                sink.entity(new Entity(
                        entity(lane),
                        EntityKind.SERVICE,
                        "service " + lane,
                        "shop",
                        "production",
                        Attributes.empty(),
                        new Provenance(name, "service-" + lane, null)));
            }
            TreeMap<String, TreeMap<Instant, Item>> series = new TreeMap<>();
            int delivered = 0;
            boolean cut = false;
            for (Item item : items) {
                Version version = item.at(now);
                if (version == null || !window.contains(item.time())) {
                    continue;
                }
                if (++delivered > mood.limit()) {
                    cut = true;
                    break;
                }
                if (item.kind() == Kind.EDGE) {
                    sink.dependency(edge(item, version));
                } else if (item.kind() == Kind.LINE) {
                    sink.event(line(item, version));
                } else {
                    series.computeIfAbsent(item.kind() + "/" + item.lane(), key -> new TreeMap<>())
                            .put(item.time(), item);
                }
            }
            series.values().forEach(points -> deliver(points, now, sink));
            mood.after(name);
            return cut
                    ? new StreamCompleteness(name, State.PARTIAL, null, true, false, 1, List.of("the answer was cut"))
                    : StreamCompleteness.complete(name, window.to());
        }

        /** Delivers the points of one series, in two pieces where there are enough. */
        private void deliver(Map<Instant, Item> points, Instant now, TelemetrySink sink) {
            List<Item> all = new ArrayList<>(points.values());
            int half = all.size() / 2;
            for (List<Item> piece : List.of(all.subList(half, all.size()), all.subList(0, half))) {
                if (piece.isEmpty()) {
                    continue;
                }
                long[] times = piece.stream()
                        .mapToLong(item -> item.time().toEpochMilli())
                        .toArray();
                Item one = piece.get(0);
                if (one.kind() == Kind.POINT) {
                    sink.series(NumberSeries.of(
                            key(name + ".count", one.lane(), SeriesKind.DELTA, Unit.REQUESTS),
                            Duration.ofMinutes(5),
                            times,
                            piece.stream().mapToDouble(item -> value(item, now)).toArray()));
                } else {
                    sink.series(HistogramSeries.of(
                            key(name + ".duration", one.lane(), SeriesKind.HISTOGRAM, Unit.SECONDS),
                            Duration.ofMinutes(5),
                            times,
                            piece.stream()
                                    .map(item -> Telemetry.histogram(0.25, 1 + value(item, now)))
                                    .toList()));
                }
            }
        }

        private Dependency edge(Item item, Version version) {
            return new Dependency(
                    entity(item.lane()),
                    entity((item.lane() + 1) % 3),
                    "http",
                    TimeWindow.onGrid(item.time(), grid()),
                    version.value(),
                    version.value() / 2,
                    Telemetry.histogram(1 + version.value()),
                    new Provenance(name, "edge-" + item.lane(), null));
        }

        private LogPattern line(Item item, Version version) {
            EventHeader header = new EventHeader(
                    entity(item.lane()),
                    "production",
                    item.time(),
                    item.time().plusSeconds(version.value()),
                    "order <*> failed",
                    Attributes.empty(),
                    new Provenance(name, "line-" + item.lane() + "-" + item.time(), null));
            return new LogPattern(header, "order <*> failed", Severity.WARNING, 1 + version.value());
        }
    }

    /** Knows when something arrived, was corrected or taken back. */
    private final class Requests extends Measured {

        Requests() {
            super(REQUESTS, history.requests());
        }

        @Override
        public Duration lateness() {
            return VendorHistory.LATENESS_OF_REQUESTS;
        }

        @Override
        public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
            mood.before(REQUESTS);
            Instant now = clock.get();
            Set<TimeWindow> windows = new TreeSet<>();
            for (Item item : history.requests()) {
                if (horizon.contains(item.time()) && item.changedWithin(since, now)) {
                    windows.add(TimeWindow.onGrid(item.time(), grid()));
                }
            }
            return List.copyOf(windows);
        }
    }

    /** Does not know what arrived when. */
    private final class MetricsStream extends Measured {

        MetricsStream() {
            super(METRICS, history.metrics());
        }

        @Override
        public Duration lateness() {
            return VendorHistory.LATENESS_OF_METRICS;
        }
    }

    private abstract class Revised implements RevisedStream {

        private final String name;
        private final List<Item> items;

        Revised(String name, List<Item> items) {
            this.name = name;
            this.items = items;
        }

        private record Change(Item item, Version version) {

            String place() {
                return version.visible() + "/" + item.kind() + item.lane() + "/" + item.time();
            }
        }

        @Override
        public String name() {
            return name;
        }

        /** Delivers a page of what changed after the cursor, in order of its last change, each as it is now. */
        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            mood.before(name);
            Instant now = clock.get();
            List<Change> changed = new ArrayList<>();
            for (Item item : items) {
                Version version = item.at(now);
                if (version != null && !item.time().isBefore(horizon.from())) {
                    Change change = new Change(item, version);
                    if (cursor == null || change.place().compareTo(cursor) > 0) {
                        changed.add(change);
                    }
                }
            }
            changed.sort(Comparator.comparing(Change::place));
            boolean more = changed.size() > mood.page();
            List<Change> page = more ? changed.subList(0, mood.page()) : changed;
            for (Change change : page) {
                // Its state before comes again as well: the last one counts.
                for (Version earlier : change.item().versions()) {
                    if (!earlier.gone()
                            && earlier.visible().isBefore(change.version().visible())) {
                        deliver(change.item(), earlier, sink);
                    }
                }
                deliver(change.item(), change.version(), sink);
            }
            mood.after(name);
            String next = more
                    ? page.get(page.size() - 1).place()
                    : now.minus(mood.overlap()).toString();
            return new Revisions(next, more, StreamCompleteness.complete(name, horizon.to()));
        }

        abstract void deliver(Item item, Version version, TelemetrySink sink);
    }

    private final class Tickets extends Revised {

        Tickets() {
            super(TICKETS, history.tickets());
        }

        @Override
        void deliver(Item item, Version version, TelemetrySink sink) {
            EventHeader header = new EventHeader(
                    entity(item.lane() % 3),
                    null,
                    item.time(),
                    item.time().plusSeconds(version.value()),
                    "ticket " + version.value(),
                    Attributes.empty(),
                    new Provenance(TICKETS, id(item), null));
            sink.event(new Ticket(
                    header,
                    id(item),
                    "Bug",
                    "state " + version.value() % 5,
                    STATUSES.get(version.value() % STATUSES.size()),
                    null,
                    "written " + version.visible(),
                    List.of(),
                    List.of(),
                    null,
                    List.of()));
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            mood.before(TICKETS);
            Instant now = clock.get();
            Set<String> ids = new HashSet<>();
            for (Item item : history.tickets()) {
                if (item.at(now) != null && horizon.contains(item.time()) && !mood.misses(id(item))) {
                    ids.add(id(item));
                }
            }
            mood.after(TICKETS);
            return Optional.of(ids);
        }

        @Override
        public Departures departures(Set<String> missing) {
            mood.before(TICKETS);
            Instant now = clock.get();
            Set<String> gone = new HashSet<>(missing);
            history.tickets().stream().filter(item -> item.at(now) != null).forEach(item -> gone.remove(id(item)));
            return new Departures(gone, List.of());
        }

        private String id(Item item) {
            return "T-" + item.lane();
        }
    }

    private final class Ratings extends Revised {

        Ratings() {
            super(RATINGS, history.ratings());
        }

        @Override
        void deliver(Item item, Version version, TelemetrySink sink) {
            // Of two states of one point only the one that counts: a time must not come twice.
            if (version.equals(item.at(clock.get()))) {
                sink.series(NumberSeries.of(
                        key(RATINGS, item.lane(), SeriesKind.GAUGE, Unit.ONE),
                        null,
                        new long[] {item.time().toEpochMilli()},
                        new double[] {version.value()}));
            }
        }
    }

    private static SeriesKey key(String metric, int lane, SeriesKind kind, Unit unit) {
        return new SeriesKey(entity(lane), metric.replace('/', '.'), unit, kind, Attributes.empty());
    }

    private static int value(Item item, Instant now) {
        Version version = item.at(now);
        return version == null ? 0 : version.value();
    }
}
