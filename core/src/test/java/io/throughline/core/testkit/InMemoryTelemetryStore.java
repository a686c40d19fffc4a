package io.throughline.core.testkit;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.BatchRules;
import io.throughline.core.store.ContentDigest;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StoredView;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowAssembly;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store on plain collections, for tests: simple, and so a second opinion on what the contract means. An object for
 * each point; not for much data. Thread-safe.
 */
public final class InMemoryTelemetryStore implements TelemetryStore {

    private record SeriesId(String stream, SeriesKey key, Optional<Duration> step) {}

    private record PointId(SeriesId series, long time) {}

    private record EntityAt(String stream, EntityId id) {}

    private record EventAt(String stream, String vendorId) {}

    private record EdgeAt(String stream, EntityId caller, EntityId callee, String protocol, TimeWindow window) {}

    private final VersionedRows<PointId, Double> numbers = new VersionedRows<>();
    private final VersionedRows<PointId, ExponentialHistogram> histograms = new VersionedRows<>();
    private final VersionedRows<EntityAt, Entity> entities = new VersionedRows<>();
    private final VersionedRows<EventAt, Event> events = new VersionedRows<>();
    private final VersionedRows<EdgeAt, Dependency> edges = new VersionedRows<>();
    private final TreeMap<String, StreamState> states = new TreeMap<>();
    private final Map<String, Instant> known = new HashMap<>();
    private final TreeMap<String, StoredView> views = new TreeMap<>();
    private boolean closed;

    @Override
    public synchronized WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        List<TimeWindow> spans = BatchRules.checkReplacement(windows, batch, state);
        Instant at = keep(state);
        String stream = state.stream();
        Map<PointId, Double> newNumbers = new LinkedHashMap<>();
        Map<PointId, ExponentialHistogram> newHistograms = new LinkedHashMap<>();
        for (Series piece : batch.series()) {
            SeriesId series = new SeriesId(stream, piece.key(), piece.step());
            for (int i = 0; i < piece.size(); i++) {
                PointId point = new PointId(series, piece.timeAt(i));
                if (piece instanceof NumberSeries ofNumbers) {
                    newNumbers.put(point, ofNumbers.valueAt(i) + 0.0);
                } else {
                    newHistograms.put(point, ((HistogramSeries) piece).histogramAt(i));
                }
            }
        }
        Map<EdgeAt, Dependency> newEdges = new LinkedHashMap<>();
        for (Dependency edge : batch.dependencies()) {
            newEdges.put(new EdgeAt(stream, edge.caller(), edge.callee(), edge.protocol(), edge.window()), edge);
        }
        Map<EventAt, Event> newEvents = byVendorId(batch);
        Predicate<PointId> points =
                point -> point.series().stream().equals(stream) && in(spans, Instant.ofEpochMilli(point.time()));
        return replaceEntities(batch, stream, at)
                .plus(events.replace(
                        key -> key.stream().equals(stream),
                        event -> in(spans, event.start())
                                || newEvents.containsKey(
                                        new EventAt(stream, event.provenance().vendorId())),
                        newEvents,
                        at))
                .plus(edges.replace(
                        key -> key.stream().equals(stream)
                                && in(spans, key.window().from()),
                        edge -> true,
                        newEdges,
                        at))
                .plus(numbers.replace(points, value -> true, newNumbers, at))
                .plus(histograms.replace(points, value -> true, newHistograms, at));
    }

    @Override
    public synchronized WriteResult revise(TelemetryBatch batch, StreamState state) {
        BatchRules.checkRevision(batch, state);
        Instant at = keep(state);
        Map<EventAt, Event> revised = byVendorId(batch);
        Map<PointId, Double> points = new LinkedHashMap<>();
        for (Series piece : batch.series()) {
            SeriesId series = new SeriesId(state.stream(), piece.key(), piece.step());
            for (int i = 0; i < piece.size(); i++) {
                points.put(new PointId(series, piece.timeAt(i)), ((NumberSeries) piece).valueAt(i) + 0.0);
            }
        }
        return replaceEntities(batch, state.stream(), at)
                .plus(events.replace(revised::containsKey, event -> true, revised, at))
                .plus(numbers.replace(points::containsKey, value -> true, points, at));
    }

    @Override
    public synchronized WriteResult retire(Set<String> vendorIds, StreamState state) {
        Instant at = keep(state);
        return events.replace(
                key -> key.stream().equals(state.stream()) && vendorIds.contains(key.vendorId()),
                event -> true,
                Map.of(),
                at);
    }

    @Override
    public synchronized void save(StreamState state) {
        keep(state);
    }

    @Override
    public synchronized Optional<StreamState> state(String stream) {
        requireOpen();
        return Optional.ofNullable(states.get(stream));
    }

    @Override
    public synchronized List<StreamState> states() {
        requireOpen();
        return List.copyOf(states.values());
    }

    @Override
    public synchronized SortedSet<String> vendorIds(String stream, TimeWindow horizon) {
        requireOpen();
        SortedSet<String> ids = new TreeSet<>();
        events.at(null).forEach((key, event) -> {
            if (key.stream().equals(stream) && horizon.contains(event.start())) {
                ids.add(key.vendorId());
            }
        });
        return Collections.unmodifiableSortedSet(ids);
    }

    @Override
    public synchronized WindowContent read(WindowQuery query) {
        requireOpen();
        Instant at = query.knowledge().map(InMemoryTelemetryStore::micros).orElse(null);
        Set<EntityId> scope = query.scope().orElse(null);
        TimeWindow window = query.window();
        WindowAssembly assembly = new WindowAssembly();
        entities.at(at).forEach((key, entity) -> {
            if (scope == null || scope.contains(key.id())) {
                assembly.entity(key.stream(), entity);
            }
        });
        events.at(at).forEach((key, event) -> {
            if (event.touches(window) && (scope == null || scope.contains(event.entity()))) {
                assembly.event(event);
            }
        });
        edges.at(at).forEach((key, edge) -> {
            if (edge.window().overlaps(window)
                    && (scope == null || scope.contains(edge.caller()) || scope.contains(edge.callee()))) {
                assembly.dependency(key.stream(), edge);
            }
        });
        Predicate<PointId> wanted = point -> window.contains(Instant.ofEpochMilli(point.time()))
                && (scope == null || scope.contains(point.series().key().entity()));
        numberSeries(at, wanted).forEach(series -> assembly.series(series.stream(), series.series()));
        histogramSeries(at, wanted).forEach(series -> assembly.series(series.stream(), series.series()));
        return assembly.build(Completeness.of(
                states.values().stream().map(StreamState::completeness).toList()));
    }

    @Override
    public synchronized void save(StoredView view) {
        requireOpen();
        views.put(view.key(), view);
    }

    @Override
    public synchronized Optional<StoredView> view(String key) {
        requireOpen();
        return Optional.ofNullable(views.get(key));
    }

    @Override
    public synchronized SortedSet<String> viewKeys() {
        requireOpen();
        return Collections.unmodifiableSortedSet(new TreeSet<>(views.keySet()));
    }

    @Override
    public synchronized String contentDigest() {
        requireOpen();
        ContentDigest digest = new ContentDigest();
        entities.at(null).forEach((key, entity) -> digest.entity(key.stream(), entity));
        events.at(null).values().forEach(digest::event);
        edges.at(null).values().forEach(digest::dependency);
        numberSeries(null, point -> true).forEach(series -> digest.series(series.stream(), series.series()));
        histogramSeries(null, point -> true).forEach(series -> digest.series(series.stream(), series.series()));
        return digest.hex();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public Optional<io.throughline.core.store.StreamLease> lease(
            String stream, String holder, java.time.Duration length) {
        throw new UnsupportedOperationException("lease");
    }

    @Override
    public Optional<io.throughline.core.store.LeaseHolder> holder(String stream) {
        throw new UnsupportedOperationException("holder");
    }

    @Override
    public io.throughline.core.store.StreamWrites rehearsal() {
        throw new UnsupportedOperationException("rehearsal");
    }

    @Override
    public List<io.throughline.core.store.Tombstone> tombstones(String stream, TimeWindow horizon) {
        throw new UnsupportedOperationException("tombstones");
    }

    @Override
    public List<io.throughline.core.source.SetAside> setAside(String stream) {
        throw new UnsupportedOperationException("setAside");
    }

    @Override
    public io.throughline.core.store.MaintenanceResult maintain(
            io.throughline.core.store.Retention retention, Instant now) {
        throw new UnsupportedOperationException("maintain");
    }

    @Override
    public Optional<Instant> rawFrom() {
        return Optional.empty();
    }

    @Override
    public io.throughline.core.store.StoreStatus status() {
        throw new UnsupportedOperationException("status");
    }

    private record StreamSeries(String stream, Series series) {}

    private List<StreamSeries> numberSeries(@Nullable Instant at, Predicate<PointId> wanted) {
        List<StreamSeries> all = new ArrayList<>();
        bySeries(numbers.at(at), wanted).forEach((id, points) -> {
            long[] times = points.keySet().stream().mapToLong(Long::longValue).toArray();
            double[] values =
                    points.values().stream().mapToDouble(Double::doubleValue).toArray();
            all.add(new StreamSeries(
                    id.stream(), NumberSeries.of(id.key(), id.step().orElse(null), times, values)));
        });
        return all;
    }

    private List<StreamSeries> histogramSeries(@Nullable Instant at, Predicate<PointId> wanted) {
        List<StreamSeries> all = new ArrayList<>();
        bySeries(histograms.at(at), wanted).forEach((id, points) -> {
            long[] times = points.keySet().stream().mapToLong(Long::longValue).toArray();
            all.add(new StreamSeries(
                    id.stream(),
                    HistogramSeries.of(id.key(), id.step().orElse(null), times, List.copyOf(points.values()))));
        });
        return all;
    }

    private static <V> Map<SeriesId, SortedMap<Long, V>> bySeries(Map<PointId, V> points, Predicate<PointId> wanted) {
        Map<SeriesId, SortedMap<Long, V>> bySeries = new HashMap<>();
        points.forEach((point, value) -> {
            if (wanted.test(point)) {
                bySeries.computeIfAbsent(point.series(), id -> new TreeMap<>()).put(point.time(), value);
            }
        });
        return bySeries;
    }

    private WriteResult replaceEntities(TelemetryBatch batch, String stream, Instant at) {
        Map<EntityAt, Entity> delivered = new LinkedHashMap<>();
        batch.entities().forEach(entity -> delivered.put(new EntityAt(stream, entity.id()), entity));
        return entities.replace(delivered::containsKey, entity -> true, delivered, at);
    }

    private static Map<EventAt, Event> byVendorId(TelemetryBatch batch) {
        Map<EventAt, Event> byVendorId = new LinkedHashMap<>();
        for (Event event : batch.events()) {
            byVendorId.put(
                    new EventAt(event.provenance().stream(), event.provenance().vendorId()), event);
        }
        return byVendorId;
    }

    private Instant keep(StreamState state) {
        requireOpen();
        states.put(state.stream(), state);
        return known.merge(state.stream(), micros(state.updatedAt()), (a, b) -> a.isAfter(b) ? a : b);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store is closed", null);
        }
    }

    private static boolean in(List<TimeWindow> spans, Instant instant) {
        return spans.stream().anyMatch(span -> span.contains(instant));
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Rows by key, with those they had before. */
    private static final class VersionedRows<K, V> {

        private record Past<K, V>(K key, V value, Instant from, Instant to) {}

        private record Current<V>(V value, Instant from) {}

        private final Map<K, Current<V>> current = new LinkedHashMap<>();
        private final List<Past<K, V>> history = new ArrayList<>();

        WriteResult replace(Predicate<K> keys, Predicate<V> values, Map<K, V> wanted, Instant at) {
            long added = 0;
            long changed = 0;
            long removed = 0;
            long unchanged = 0;
            for (Map.Entry<K, Current<V>> entry : List.copyOf(current.entrySet())) {
                K key = entry.getKey();
                Current<V> row = entry.getValue();
                if (keys.test(key) && values.test(row.value()) && !wanted.containsKey(key)) {
                    history.add(new Past<>(key, row.value(), row.from(), at));
                    current.remove(key);
                    removed++;
                }
            }
            for (Map.Entry<K, V> entry : wanted.entrySet()) {
                Current<V> row = current.get(entry.getKey());
                if (row != null && row.value().equals(entry.getValue())) {
                    unchanged++;
                    continue;
                }
                if (row == null) {
                    added++;
                } else {
                    history.add(new Past<>(entry.getKey(), row.value(), row.from(), at));
                    changed++;
                }
                current.put(entry.getKey(), new Current<>(entry.getValue(), at));
            }
            return new WriteResult(added, changed, removed, unchanged);
        }

        /** Returns the rows known at an instant, or now if it is null. */
        Map<K, V> at(@Nullable Instant instant) {
            Map<K, V> known = new LinkedHashMap<>();
            if (instant != null) {
                for (Past<K, V> past : history) {
                    if (!past.from().isAfter(instant) && past.to().isAfter(instant)) {
                        known.put(past.key(), past.value());
                    }
                }
            }
            current.forEach((key, row) -> {
                if (instant == null || !row.from().isAfter(instant)) {
                    known.put(key, row.value());
                }
            });
            return known;
        }
    }
}
