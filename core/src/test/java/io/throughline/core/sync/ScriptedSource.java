package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A vendor in memory: points with arrival times behind a measured stream, things with revisions behind a revised one. */
final class ScriptedSource implements TelemetrySource {

    static final String MEASURED = "lab/points";
    static final String REVISED = "lab/things";
    private static final EntityId ENTITY = new EntityId("lab", "bench", "one");

    /** Event time → value and arrival time. */
    private final TreeMap<Instant, Point> points = new TreeMap<>();
    /** Vendor id → title, and the count of the vendor's changes at which it was last written. */
    private final TreeMap<String, Thing> things = new TreeMap<>();

    private long changes;
    final List<TimeWindow> reads = new ArrayList<>();
    int failAfterReads = Integer.MAX_VALUE;
    /** Reads longer than this come truncated. */
    Duration vendorLimit = Duration.ofDays(365);

    boolean revisedIsDown;

    record Point(double value, Instant arrived) {}

    record Thing(String title, Instant at, long changed) {}

    void point(String time, double value, String arrived) {
        points.put(Instant.parse(time), new Point(value, Instant.parse(arrived)));
    }

    void forget(String time) {
        points.remove(Instant.parse(time));
    }

    void thing(String id, String title, String at) {
        things.put(id, new Thing(title, Instant.parse(at), ++changes));
    }

    void delete(String id) {
        things.remove(id);
    }

    @Override
    public String id() {
        return "lab";
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of(new Points(), new Things());
    }

    @Override
    public List<CheckResult> check() {
        return List.of();
    }

    @Override
    public void close() {}

    private final class Points implements MeasuredStream {

        @Override
        public String name() {
            return MEASURED;
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
        public Duration lateness() {
            return Duration.ofHours(2);
        }

        @Override
        public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
            SortedSet<TimeWindow> windows = new TreeSet<>();
            points.forEach((time, point) -> {
                if (horizon.contains(time) && !point.arrived().isBefore(since)) {
                    windows.add(TimeWindow.onGrid(time, grid()));
                }
            });
            return List.copyOf(windows);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            if (reads.size() >= failAfterReads) {
                throw new ThroughlineException(ThroughlineException.Category.NETWORK, "the lab is gone", null);
            }
            reads.add(window);
            if (window.length().compareTo(vendorLimit) > 0) {
                return new StreamCompleteness(
                        MEASURED, StreamCompleteness.State.PARTIAL, null, true, false, 1, List.of("cut"));
            }
            Map<Instant, Point> within = points.subMap(window.from(), window.to());
            sink.series(NumberSeries.of(
                    new SeriesKey(ENTITY, "lab.value", Unit.ONE, SeriesKind.GAUGE, Attributes.empty()),
                    Duration.ofMinutes(1),
                    within.keySet().stream().mapToLong(Instant::toEpochMilli).toArray(),
                    within.values().stream().mapToDouble(Point::value).toArray()));
            return StreamCompleteness.complete(MEASURED, window.to());
        }
    }

    private final class Things implements RevisedStream {

        @Override
        public String name() {
            return REVISED;
        }

        /** One thing a part, in the order of change; the cursor is the count of changes seen. */
        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            if (revisedIsDown) {
                throw new ThroughlineException(ThroughlineException.Category.REMOTE, "things are closed", null);
            }
            long seen = cursor == null ? 0 : Long.parseLong(cursor);
            Optional<Map.Entry<String, Thing>> next = things.entrySet().stream()
                    .filter(entry -> entry.getValue().changed() > seen)
                    .min(java.util.Comparator.comparingLong(
                            entry -> entry.getValue().changed()));
            next.ifPresent(entry -> sink.event(change(entry.getKey(), entry.getValue())));
            long now = next.map(entry -> entry.getValue().changed()).orElse(seen);
            boolean more = things.values().stream().anyMatch(thing -> thing.changed() > now);
            return new Revisions(Long.toString(now), more, StreamCompleteness.complete(REVISED, horizon.to()));
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            return Optional.of(Set.copyOf(things.keySet()));
        }

        private Change change(String id, Thing thing) {
            EventHeader header = new EventHeader(
                    ENTITY,
                    null,
                    thing.at(),
                    thing.at(),
                    thing.title(),
                    Attributes.empty(),
                    new Provenance(REVISED, id, null));
            return new Change(header, Change.Type.RELEASE, null, null, null, List.of());
        }
    }
}
