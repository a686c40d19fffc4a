package io.throughline.core.testkit;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.BatchRules;
import io.throughline.core.store.ContentDigest;
import io.throughline.core.store.LeaseHolder;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StoreStatus;
import io.throughline.core.store.StoredView;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.StreamWrites;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.Tombstone;
import io.throughline.core.store.WindowAssembly;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WindowQuery.RolledUp;
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
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
    private final VersionedRows<String, StreamCompleteness> statements = new VersionedRows<>();
    private final Map<EventAt, Tombstone> tombstones = new HashMap<>();
    private final Map<EventAt, SetAside> setAside = new HashMap<>();
    private final Map<RolledId, NavigableMap<Long, RolledNumber>> rolledNumbers = new HashMap<>();
    private final Map<RolledId, NavigableMap<Long, RolledHistogram>> rolledHistograms = new HashMap<>();
    private final Map<String, LeaseHolder> leases = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private final Clock clock;
    private @Nullable Instant rawFrom;
    private Duration rolledBelow = Duration.ZERO;
    private boolean closed;

    /** Creates an empty store whose leases end by the system's clock. */
    public InMemoryTelemetryStore() {
        this(Clock.systemUTC());
    }

    /** Creates an empty store whose leases end by a clock. */
    public InMemoryTelemetryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        List<TimeWindow> spans = BatchRules.checkReplacement(windows, batch, state);
        if (rawFrom != null && spans.stream().anyMatch(span -> span.from().isBefore(rawFrom))) {
            throw new IllegalArgumentException("points before " + rawFrom + " are rolled up");
        }
        Instant at = keep(state);
        setAside(batch, state.stream(), spans);
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
        if (batch.series().stream().anyMatch(this::isRolledUp)) {
            throw new IllegalArgumentException("points before " + rawFrom + " are rolled up");
        }
        Instant at = keep(state);
        setAside(batch, state.stream(), List.of());
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
        events.at(null).forEach((key, event) -> {
            if (key.stream().equals(state.stream()) && vendorIds.contains(key.vendorId())) {
                tombstones.put(key, new Tombstone(key.stream(), key.vendorId(), micros(event.start()), at));
            }
        });
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
        rolledNumbers.forEach((id, steps) -> {
            if (scope == null || scope.contains(id.series().key().entity())) {
                assembly.series(id.series().stream(), rolled(id, visible(steps, window, at), query.rolledUp()));
            }
        });
        rolledHistograms.forEach((id, steps) -> {
            if (scope == null || scope.contains(id.series().key().entity())) {
                assembly.series(id.series().stream(), rolled(id, visible(steps, window, at)));
            }
        });
        return assembly.build(Completeness.of(List.copyOf(statements.at(at).values())));
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
        rolledNumbers.forEach((id, steps) -> {
            for (RolledUp which : RolledUp.values()) {
                digest.series(id.series().stream(), rolled(id, steps, which));
            }
        });
        rolledHistograms.forEach((id, steps) -> digest.series(id.series().stream(), rolled(id, steps)));
        return digest.hex();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Optional<StreamLease> lease(String stream, String holder, Duration length) {
        requireOpen();
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("length of a lease must be positive, was " + length);
        }
        if (holder(stream).isPresent()) {
            return Optional.empty();
        }
        long token = tokens.merge(stream, 1L, Long::sum);
        leases.put(stream, new LeaseHolder(stream, holder, clock.instant().plus(length), token));
        return Optional.of(new Lease(stream, token, length));
    }

    @Override
    public synchronized Optional<LeaseHolder> holder(String stream) {
        requireOpen();
        return Optional.ofNullable(leases.get(stream))
                .filter(lease -> lease.until().isAfter(clock.instant()));
    }

    @Override
    public StreamWrites rehearsal() {
        return new Rehearsal();
    }

    @Override
    public synchronized List<Tombstone> tombstones(String stream, TimeWindow horizon) {
        requireOpen();
        return tombstones.values().stream()
                .filter(gone -> gone.stream().equals(stream) && horizon.contains(gone.start()))
                .sorted(Comparator.comparing(Tombstone::vendorId))
                .toList();
    }

    @Override
    public synchronized List<SetAside> setAside(String stream) {
        requireOpen();
        return setAside.values().stream()
                .filter(record -> record.stream().equals(stream))
                .sorted(Comparator.comparing(SetAside::vendorId))
                .toList();
    }

    @Override
    public synchronized MaintenanceResult maintain(Retention retention, Instant now) {
        requireOpen();
        Instant limit = now.minus(retention.raw()).truncatedTo(ChronoUnit.DAYS);
        if (rawFrom != null && rawFrom.isAfter(limit)) {
            limit = rawFrom;
        }
        long to = limit.toEpochMilli();
        Predicate<PointId> old = point -> point.time() < to
                && point.series()
                        .step()
                        .filter(step -> step.compareTo(retention.step()) < 0)
                        .isPresent();
        long rolledUp = 0;
        long into = 0;
        long forgotten = 0;
        if (numbers.holds(old) || histograms.holds(old)) {
            rawFrom = limit;
            rolledBelow = retention.step();
            long step = retention.step().toMillis();
            for (VersionedRows.Row<PointId, Double> row : numbers.take(old)) {
                RolledId id = new RolledId(row.key().series(), retention.step());
                into += merge(rolledNumbers, id, row.key().time(), step, RolledNumber.of(row), RolledNumber::plus);
                rolledUp++;
            }
            for (VersionedRows.Row<PointId, ExponentialHistogram> row : histograms.take(old)) {
                RolledId id = new RolledId(row.key().series(), retention.step());
                RolledHistogram one = new RolledHistogram(row.value(), row.from());
                into += merge(rolledHistograms, id, row.key().time(), step, one, RolledHistogram::plus);
                rolledUp++;
            }
            forgotten += numbers.forget(past -> old.test(past.key())) + histograms.forget(past -> old.test(past.key()));
        }
        long removed = 0;
        if (retention.keep() != null) {
            Instant keepFrom = now.minus(retention.keep()).truncatedTo(ChronoUnit.DAYS);
            long from = keepFrom.toEpochMilli();
            Predicate<PointId> gone = point -> point.time() < from;
            removed += numbers.take(gone).size() + histograms.take(gone).size();
            forgotten +=
                    numbers.forget(past -> gone.test(past.key())) + histograms.forget(past -> gone.test(past.key()));
            for (NavigableMap<Long, ?> steps : rolledNumbers.values()) {
                removed += steps.headMap(from).size();
                steps.headMap(from).clear();
            }
            for (NavigableMap<Long, ?> steps : rolledHistograms.values()) {
                removed += steps.headMap(from).size();
                steps.headMap(from).clear();
            }
            removed += events.takeValues(event -> event.end().isBefore(keepFrom));
            removed += edges.takeValues(edge -> !edge.window().to().isAfter(keepFrom));
            forgotten += events.forget(past -> past.value().end().isBefore(keepFrom));
            forgotten += edges.forget(past -> !past.value().window().to().isAfter(keepFrom));
            setAside.values().removeIf(record -> record.time().isBefore(keepFrom));
        }
        Instant before = micros(now.minus(retention.history()));
        forgotten += numbers.forget(past -> past.to().isBefore(before));
        forgotten += histograms.forget(past -> past.to().isBefore(before));
        forgotten += entities.forget(past -> past.to().isBefore(before));
        forgotten += events.forget(past -> past.to().isBefore(before));
        forgotten += edges.forget(past -> past.to().isBefore(before));
        statements.forget(past -> past.to().isBefore(before));
        long buried = tombstones.size();
        tombstones.values().removeIf(tombstone -> tombstone.knownAt().isBefore(before));
        return new MaintenanceResult(rolledUp, into, removed, forgotten + buried - tombstones.size());
    }

    @Override
    public synchronized Optional<Instant> rawFrom() {
        requireOpen();
        return Optional.ofNullable(rawFrom);
    }

    @Override
    public synchronized StoreStatus status() {
        requireOpen();
        SortedMap<String, Long> rows = new TreeMap<>();
        rows.put("entities", (long) entities.at(null).size());
        rows.put("events", (long) events.at(null).size());
        rows.put("dependencies", (long) edges.at(null).size());
        rows.put("tombstones", (long) tombstones.size());
        rows.put("set aside", (long) setAside.size());
        rows.put("streams", (long) states.size());
        rows.put("views", (long) views.size());
        return new StoreStatus("the store of a test", "plain collections", 0, -1, rows);
    }

    private void setAside(TelemetryBatch batch, String stream, List<TimeWindow> spans) {
        Set<String> covered = new TreeSet<>();
        batch.events().forEach(event -> covered.add(event.provenance().vendorId()));
        batch.entities().forEach(entity -> covered.add(entity.provenance().vendorId()));
        setAside.values()
                .removeIf(record -> record.stream().equals(stream)
                        && (in(spans, record.time()) || covered.contains(record.vendorId())));
        batch.setAside().forEach(record -> setAside.put(new EventAt(stream, record.vendorId()), record));
    }

    private boolean isRolledUp(Series series) {
        return rawFrom != null
                && series.step().filter(step -> step.compareTo(rolledBelow) < 0).isPresent()
                && series.timeAt(0) < rawFrom.toEpochMilli();
    }

    /** Returns 1 if this is the first point of its step. */
    private static <R> int merge(
            Map<RolledId, NavigableMap<Long, R>> all,
            RolledId id,
            long time,
            long step,
            R one,
            BinaryOperator<R> plus) {
        NavigableMap<Long, R> steps = all.computeIfAbsent(id, key -> new TreeMap<>());
        int before = steps.size();
        steps.merge(Math.floorDiv(time, step) * step, one, plus);
        return steps.size() - before;
    }

    private static <R extends Rolled> NavigableMap<Long, R> visible(
            NavigableMap<Long, R> steps, TimeWindow window, @Nullable Instant at) {
        NavigableMap<Long, R> visible = new TreeMap<>();
        steps.forEach((time, step) -> {
            if (window.contains(Instant.ofEpochMilli(time))
                    && (at == null || !step.known().isAfter(at))) {
                visible.put(time, step);
            }
        });
        return visible;
    }

    private static Series rolled(RolledId id, NavigableMap<Long, RolledNumber> steps, RolledUp which) {
        long[] times = steps.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] values = steps.values().stream()
                .mapToDouble(step -> step.value(id.series().key().kind(), which))
                .toArray();
        return NumberSeries.of(id.series().key(), id.step(), times, values);
    }

    private static Series rolled(RolledId id, NavigableMap<Long, RolledHistogram> steps) {
        long[] times = steps.keySet().stream().mapToLong(Long::longValue).toArray();
        return HistogramSeries.of(
                id.series().key(),
                id.step(),
                times,
                steps.values().stream().map(RolledHistogram::histogram).toList());
    }

    /** Returns what puts everything back as it is now. */
    private Runnable memory() {
        List<Runnable> parts = List.of(
                numbers.memory(),
                histograms.memory(),
                entities.memory(),
                events.memory(),
                edges.memory(),
                statements.memory());
        Map<String, StreamState> ofStates = Map.copyOf(states);
        Map<String, Instant> ofKnown = Map.copyOf(known);
        Map<EventAt, Tombstone> ofTombstones = Map.copyOf(tombstones);
        Map<EventAt, SetAside> ofSetAside = Map.copyOf(setAside);
        return () -> {
            parts.forEach(Runnable::run);
            putBack(states, ofStates);
            putBack(known, ofKnown);
            putBack(tombstones, ofTombstones);
            putBack(setAside, ofSetAside);
        };
    }

    private static <K, V> void putBack(Map<K, V> map, Map<K, V> content) {
        map.clear();
        map.putAll(content);
    }

    private record RolledId(SeriesId series, Duration step) {}

    private interface Rolled {
        Instant known();
    }

    private record RolledNumber(double sum, double min, double max, double last, long count, long at, Instant known)
            implements Rolled {

        static RolledNumber of(VersionedRows.Row<PointId, Double> row) {
            double value = row.value();
            return new RolledNumber(value, value, value, value, 1, row.key().time(), row.from());
        }

        RolledNumber plus(RolledNumber other) {
            RolledNumber later = at > other.at ? this : other;
            return new RolledNumber(
                    sum + other.sum,
                    Math.min(min, other.min),
                    Math.max(max, other.max),
                    later.last,
                    count + other.count,
                    later.at,
                    known.isAfter(other.known) ? known : other.known);
        }

        double value(SeriesKind kind, RolledUp which) {
            return switch (which) {
                case MIN -> min;
                case MAX -> max;
                case LAST -> last;
                case MEAN -> sum / count;
                case USUAL ->
                    switch (kind) {
                        case DELTA -> sum;
                        case GAUGE -> sum / count;
                        case MAXIMUM -> max;
                        default -> last;
                    };
            };
        }
    }

    private record RolledHistogram(ExponentialHistogram histogram, Instant known) implements Rolled {

        RolledHistogram plus(RolledHistogram other) {
            return new RolledHistogram(
                    ExponentialHistogram.builder()
                            .merge(histogram)
                            .merge(other.histogram)
                            .build(),
                    known.isAfter(other.known) ? known : other.known);
        }
    }

    /** Writes that are taken back. */
    private final class Rehearsal implements StreamWrites {

        @Override
        public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
            return tried(() -> InMemoryTelemetryStore.this.replace(windows, batch, state));
        }

        @Override
        public WriteResult revise(TelemetryBatch batch, StreamState state) {
            return tried(() -> InMemoryTelemetryStore.this.revise(batch, state));
        }

        @Override
        public WriteResult retire(Set<String> vendorIds, StreamState state) {
            return tried(() -> InMemoryTelemetryStore.this.retire(vendorIds, state));
        }

        @Override
        public void save(StreamState state) {
            requireOpen();
        }

        private WriteResult tried(Supplier<WriteResult> write) {
            synchronized (InMemoryTelemetryStore.this) {
                Runnable back = memory();
                try {
                    return write.get();
                } finally {
                    back.run();
                }
            }
        }
    }

    /** A grant of this store. */
    private final class Lease implements StreamLease {

        private final String stream;
        private final long token;
        private final Duration length;

        Lease(String stream, long token, Duration length) {
            this.stream = stream;
            this.token = token;
            this.length = length;
        }

        @Override
        public String stream() {
            return stream;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public void renew() {
            synchronized (InMemoryTelemetryStore.this) {
                requireOpen();
                LeaseHolder current = leases.get(stream);
                if (current == null || current.token() != token) {
                    throw new LeaseLostException("the lease of " + stream + " was lost; nothing was written");
                }
                leases.put(
                        stream,
                        new LeaseHolder(
                                stream, current.holder(), clock.instant().plus(length), token));
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryTelemetryStore.this) {
                LeaseHolder current = leases.get(stream);
                if (current != null && current.token() == token) {
                    leases.remove(stream);
                }
            }
        }

        @Override
        public WriteResult replace(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
            return held(state, () -> InMemoryTelemetryStore.this.replace(windows, batch, state));
        }

        @Override
        public WriteResult revise(TelemetryBatch batch, StreamState state) {
            return held(state, () -> InMemoryTelemetryStore.this.revise(batch, state));
        }

        @Override
        public WriteResult retire(Set<String> vendorIds, StreamState state) {
            return held(state, () -> InMemoryTelemetryStore.this.retire(vendorIds, state));
        }

        @Override
        public void save(StreamState state) {
            held(state, () -> {
                keep(state);
                return WriteResult.none();
            });
        }

        private WriteResult held(StreamState state, Supplier<WriteResult> write) {
            if (!state.stream().equals(stream)) {
                throw new IllegalArgumentException("the lease of " + stream + " is none of " + state.stream());
            }
            synchronized (InMemoryTelemetryStore.this) {
                renew();
                return write.get();
            }
        }
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

    private Map<EventAt, Event> byVendorId(TelemetryBatch batch) {
        Map<EventAt, Event> byVendorId = new LinkedHashMap<>();
        for (Event event : batch.events()) {
            EventAt key =
                    new EventAt(event.provenance().stream(), event.provenance().vendorId());
            byVendorId.put(key, event);
            tombstones.remove(key);
        }
        return byVendorId;
    }

    private Instant keep(StreamState state) {
        requireOpen();
        states.put(state.stream(), state);
        Instant at = known.merge(state.stream(), micros(state.updatedAt()), (a, b) -> a.isAfter(b) ? a : b);
        statements.replace(stream -> false, statement -> false, Map.of(state.stream(), state.completeness()), at);
        return at;
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
}
