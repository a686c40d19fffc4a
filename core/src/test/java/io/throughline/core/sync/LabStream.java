package io.throughline.core.sync;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A measured stream whose vendor a test can play: what it has, when that arrived, and what happens on a read. */
final class LabStream implements MeasuredStream {

    /** What a vendor does with a read, in place of answering whole. */
    interface Reply {
        StreamCompleteness read(TimeWindow window, TelemetrySink sink);
    }

    private final String name;
    private final Tier tier;
    private final NavigableMap<Instant, Instant> arrivals = new ConcurrentSkipListMap<>();
    private final Map<Instant, Double> values = new ConcurrentHashMap<>();
    final List<TimeWindow> reads = Collections.synchronizedList(new ArrayList<>());
    List<String> journal = Collections.synchronizedList(new ArrayList<>());
    Duration grid = Duration.ofHours(1);
    Duration longestRead = Duration.ofHours(6);
    Duration lateness = Duration.ofHours(2);
    Consumer<TimeWindow> before = window -> {};
    Function<Reply, Reply> vendor = whole -> whole;

    LabStream(String name, Tier tier) {
        this.name = name;
        this.tier = tier;
    }

    static LabStream of(String name) {
        return new LabStream(name, Tier.TELEMETRY);
    }

    /** The vendor gets a point. */
    LabStream point(Instant time, double value, Instant arrived) {
        values.put(time, value);
        arrivals.put(time, arrived);
        return this;
    }

    /** The vendor has a point in the middle of each grid window, each arrived a minute later. */
    LabStream filled(TimeWindow window) {
        for (TimeWindow cell : window.split(grid)) {
            Instant time = cell.from().plus(grid.dividedBy(2));
            point(time, (double) (time.getEpochSecond() % 1_000), time.plusSeconds(60));
        }
        return this;
    }

    static TelemetrySource source(String id, TelemetryStream... streams) {
        return new Lab(id, List.of(streams));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public Duration grid() {
        return grid;
    }

    @Override
    public Duration longestRead() {
        return longestRead;
    }

    @Override
    public Duration lateness() {
        return lateness;
    }

    @Override
    public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
        TreeSet<TimeWindow> windows = new TreeSet<>();
        arrivals.forEach((time, arrived) -> {
            if (horizon.contains(time) && !arrived.isBefore(since)) {
                windows.add(TimeWindow.onGrid(time, grid));
            }
        });
        return List.copyOf(windows);
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        journal.add(name);
        before.accept(window);
        StreamCompleteness told = vendor.apply(this::whole).read(window, sink);
        reads.add(window);
        return told;
    }

    StreamCompleteness whole(TimeWindow window, TelemetrySink sink) {
        TreeMap<Instant, Double> within = new TreeMap<>();
        arrivals.subMap(window.from(), window.to()).keySet().forEach(time -> within.put(time, values.get(time)));
        sink.series(NumberSeries.of(
                key(),
                Duration.ofMinutes(1),
                within.keySet().stream().mapToLong(Instant::toEpochMilli).toArray(),
                within.values().stream().mapToDouble(Double::doubleValue).toArray()));
        return StreamCompleteness.complete(name, window.to());
    }

    SeriesKey key() {
        return new SeriesKey(
                new EntityId("lab", "bench", name), "lab.value", Unit.ONE, SeriesKind.GAUGE, Attributes.empty());
    }

    private record Lab(String id, List<TelemetryStream> streams) implements TelemetrySource {

        @Override
        public List<CheckResult> check() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    static List<String> names(LabStream... streams) {
        return Arrays.stream(streams).map(LabStream::name).toList();
    }
}
