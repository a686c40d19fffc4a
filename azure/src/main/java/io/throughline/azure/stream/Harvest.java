package io.throughline.azure.stream;

import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one read of one workspace yields: put together row by row, delivered once. */
final class Harvest {

    private final AzureEntities entities;
    private final Workspace workspace;
    private final TimeWindow window;
    private final ReadNotes notes;
    private final SortedMap<EntityId, Entity> seen = new TreeMap<>();
    private final SortedMap<SeriesKey, Steps<Level>> numbers = new TreeMap<>();
    private final SortedMap<SeriesKey, Steps<Distribution>> histograms = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();

    Harvest(AzureEntities entities, Workspace workspace, TimeWindow window, ReadNotes notes) {
        this.entities = entities;
        this.workspace = workspace;
        this.window = window;
        this.notes = notes;
    }

    private record Steps<T>(Duration step, SortedMap<Long, T> cells) {
        Steps(Duration step) {
            this(step, new TreeMap<>());
        }
    }

    /** A number in the making. */
    private static final class Level {
        private double value = Double.NaN;
        private double weight;
    }

    Workspace workspace() {
        return workspace;
    }

    /** Returns the window that is read. */
    TimeWindow window() {
        return window;
    }

    ReadNotes notes() {
        return notes;
    }

    /** Returns the id of a role, which is delivered too. */
    EntityId role(String name) {
        return entity(entities.role(workspace, name));
    }

    /** Delivers an entity; returns its id. */
    EntityId entity(Entity entity) {
        seen.putIfAbsent(entity.id(), entity);
        return entity.id();
    }

    void event(Event event) {
        events.add(event);
    }

    /** Adds a count to the step. */
    void count(SeriesKey key, Duration step, Instant at, long count) {
        amount(key, step, at, (double) count);
    }

    /** Adds an amount to the step. */
    void amount(SeriesKey key, Duration step, Instant at, double value) {
        Level level = level(key, step, at);
        level.value = Double.isNaN(level.value) ? value : level.value + value;
    }

    /** Raises the step to a value that is higher than what it has; what is not finite does not count. */
    void highest(SeriesKey key, Duration step, Instant at, double value) {
        if (Double.isFinite(value)) {
            Level level = level(key, step, at);
            level.value = Double.isNaN(level.value) ? value : Math.max(level.value, value);
        }
    }

    /** Adds samples with their sum to the mean of the step; what is not finite does not count. */
    void mean(SeriesKey key, Duration step, Instant at, double total, double samples) {
        if (Double.isFinite(total) && samples > 0) {
            Level level = level(key, step, at);
            level.value = Double.isNaN(level.value) ? total : level.value + total;
            level.weight += samples;
        }
    }

    /** Returns the distribution of the step. */
    Distribution histogram(SeriesKey key, Duration step, Instant at) {
        return histograms
                .computeIfAbsent(key, unused -> new Steps<>(step))
                .cells()
                .computeIfAbsent(at.toEpochMilli(), unused -> new Distribution());
    }

    void deliver(TelemetrySink sink) {
        seen.values().forEach(sink::entity);
        numbers.forEach((key, steps) -> sink.series(NumberSeries.owning(
                key,
                steps.step(),
                steps.cells().keySet().stream().mapToLong(Long::longValue).toArray(),
                steps.cells().values().stream()
                        .mapToDouble(level -> level.weight > 0 ? level.value / level.weight : level.value)
                        .toArray())));
        histograms.forEach((key, steps) -> sink.series(Distribution.series(key, steps.step(), steps.cells())));
        events.forEach(sink::event);
    }

    private Level level(SeriesKey key, Duration step, Instant at) {
        return numbers.computeIfAbsent(key, unused -> new Steps<>(step))
                .cells()
                .computeIfAbsent(at.toEpochMilli(), unused -> new Level());
    }
}
