package io.throughline.core.testkit;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SetAside;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.testkit.ScriptedVendor.Measured;
import io.throughline.core.testkit.ScriptedVendor.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source over a {@link ScriptedVendor}: the smallest that does all a source may do, and the example of one. It reads the
 * vendor afresh each time, so that a test may change the vendor between two reads.
 */
public final class ScriptedSource implements TelemetrySource {

    /** The source's id. */
    public static final String ID = "lab";
    /** The measured stream: hours of points, histograms, edges and incidents. */
    public static final String MEASURED = "lab/points";
    /** The revised stream: things, each a {@link Change}. */
    public static final String REVISED = "lab/things";

    /** The entity that all of it is about. */
    public static final EntityId BENCH = new EntityId(ID, "bench", "one");

    private static final EntityId SHELF = new EntityId(ID, "bench", "two");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ScriptedVendor vendor;
    private volatile boolean closed;

    ScriptedSource(ScriptedVendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of(new Points(), new Things());
    }

    @Override
    public List<CheckResult> check() {
        return streams().stream().map(TelemetryStream::name).map(this::check).toList();
    }

    @Override
    public void close() {
        closed = true;
    }

    private CheckResult check(String stream) {
        if (closed) {
            return new CheckResult(ID, stream, CheckResult.Outcome.FAILED, "the source is closed", "open another");
        }
        if (vendor.fails(stream)) {
            return new CheckResult(ID, stream, CheckResult.Outcome.UNREACHABLE, "no answer", "wake the vendor");
        }
        return new CheckResult(ID, stream, CheckResult.Outcome.WORKS, "answers", null);
    }

    private void ask(String stream) {
        if (closed) {
            throw new IllegalStateException("the source " + ID + " is closed: open another to read " + stream);
        }
        vendor.answer(stream);
    }

    /** All that is measured. */
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
        public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
            double syncsPerHour = Duration.ofHours(1).toMillis() / (double) every.toMillis();
            return Optional.of(new StreamPlan(
                    MEASURED, List.of("points"), Duration.ZERO, lateness(), readsOf(horizon), syncsPerHour, List.of()));
        }

        @Override
        public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
            ask(MEASURED);
            NavigableSet<TimeWindow> windows = new TreeSet<>();
            Stream<Measured<?>> points = vendor.points().entrySet().stream()
                    .map(point -> new Measured<>(
                            point.getKey(),
                            point.getValue().value(),
                            point.getValue().arrived()));
            Stream.of(
                            points,
                            vendor.calls().stream(),
                            vendor.incidents().values().stream(),
                            vendor.poison().values().stream())
                    .flatMap(kind -> kind)
                    .filter(item -> !item.arrived().isBefore(since))
                    .map(item -> TimeWindow.onGrid(item.at(), grid()))
                    .filter(horizon.alignedTo(grid())::overlaps)
                    .forEach(windows::add);
            return List.copyOf(windows);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            ask(MEASURED);
            vendor.beginRead(window);
            if (window.length().compareTo(vendor.limit()) > 0) {
                return new StreamCompleteness(
                        MEASURED,
                        StreamCompleteness.State.PARTIAL,
                        null,
                        true,
                        false,
                        1,
                        List.of("cut to " + vendor.limit()));
            }
            numbers(window, sink);
            calls(window, sink);
            vendor.incidents().forEach((id, incident) -> {
                if (window.contains(incident.at())) {
                    sink.event(incident(id, incident));
                }
            });
            vendor.poison().forEach((id, record) -> {
                if (window.contains(record.at())) {
                    sink.setAside(new SetAside(MEASURED, id, record.at(), record.value(), null));
                }
            });
            return StreamCompleteness.complete(MEASURED, window.to());
        }

        private void numbers(TimeWindow window, TelemetrySink sink) {
            SortedMap<Instant, ScriptedVendor.Arrived<Double>> within =
                    vendor.points().subMap(window.from(), window.to());
            if (!within.isEmpty()) {
                sink.series(NumberSeries.of(
                        SeriesKey.of(BENCH, "lab.value", Unit.ONE, SeriesKind.GAUGE),
                        MINUTE,
                        within.keySet().stream()
                                .mapToLong(Instant::toEpochMilli)
                                .toArray(),
                        within.values().stream()
                                .mapToDouble(ScriptedVendor.Arrived::value)
                                .toArray()));
            }
        }

        private void calls(TimeWindow window, TelemetrySink sink) {
            SortedMap<Instant, ExponentialHistogram.Builder> minutes = new TreeMap<>();
            SortedMap<TimeWindow, ExponentialHistogram.Builder> hours = new TreeMap<>();
            for (Measured<Double> call : vendor.calls()) {
                if (window.contains(call.at())) {
                    minutes.computeIfAbsent(
                                    TimeWindow.onGrid(call.at(), MINUTE).from(), at -> ExponentialHistogram.builder())
                            .record(call.value(), 1);
                    hours.computeIfAbsent(TimeWindow.onGrid(call.at(), grid()), hour -> ExponentialHistogram.builder())
                            .record(call.value(), 1);
                }
            }
            if (minutes.isEmpty()) {
                return;
            }
            sink.entity(new Entity(
                    SHELF,
                    EntityKind.COMPUTE,
                    "the other bench",
                    null,
                    null,
                    Attributes.empty(),
                    new Provenance(MEASURED, "two", null)));
            sink.series(HistogramSeries.of(
                    SeriesKey.of(BENCH, "lab.call", Unit.SECONDS, SeriesKind.HISTOGRAM),
                    MINUTE,
                    minutes.keySet().stream().mapToLong(Instant::toEpochMilli).toArray(),
                    minutes.values().stream()
                            .map(ExponentialHistogram.Builder::build)
                            .toList()));
            hours.forEach((hour, latency) -> {
                ExponentialHistogram built = latency.build();
                sink.dependency(new Dependency(
                        BENCH,
                        SHELF,
                        "http",
                        hour,
                        built.count(),
                        0,
                        built,
                        new Provenance(MEASURED, "one-two", null)));
            });
        }

        private Event incident(String id, Measured<String> incident) {
            return new Alert(
                    header(MEASURED, id, incident.at(), incident.value()),
                    "the bench is hot",
                    Severity.WARNING,
                    Alert.State.FIRED,
                    null,
                    null);
        }
    }

    /** Things, in the order of change; the cursor is the number of the last change that was seen. */
    private final class Things implements RevisedStream {

        @Override
        public String name() {
            return REVISED;
        }

        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            ask(REVISED);
            long seen = cursor == null ? 0 : Long.parseLong(cursor);
            List<Map.Entry<String, Thing>> changed = vendor.things().entrySet().stream()
                    .filter(entry -> entry.getValue().changed() > seen)
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().changed()))
                    .toList();
            List<Map.Entry<String, Thing>> part = changed.subList(0, Math.min(vendor.thingsPerPart(), changed.size()));
            part.forEach(entry -> sink.event(change(entry.getKey(), entry.getValue())));
            long now =
                    part.isEmpty() ? seen : part.get(part.size() - 1).getValue().changed();
            return new Revisions(
                    Long.toString(now),
                    changed.size() > part.size(),
                    StreamCompleteness.complete(REVISED, horizon.to()));
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            ask(REVISED);
            return Optional.of(Set.copyOf(vendor.things().keySet()));
        }

        private Event change(String id, Thing thing) {
            return new Change(
                    header(REVISED, id, thing.at(), thing.title()), Change.Type.RELEASE, null, null, null, List.of());
        }
    }

    private static EventHeader header(String stream, String id, Instant at, String title) {
        return new EventHeader(BENCH, null, at, at, title, Attributes.empty(), new Provenance(stream, id, null));
    }
}
