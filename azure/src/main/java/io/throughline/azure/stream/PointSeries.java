package io.throughline.azure.stream;

import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects numbers by series and step, and delivers them as series. What is not finite is left out. */
final class PointSeries {

    private final Duration step;
    private final SortedMap<SeriesKey, SortedMap<Long, Double>> points = new TreeMap<>();

    PointSeries(Duration step) {
        this.step = step;
    }

    /** Adds an amount to its step. */
    void amount(EntityId entity, String metric, Unit unit, Attributes attributes, Instant at, double value) {
        put(new SeriesKey(entity, metric, unit, SeriesKind.DELTA, attributes), at, value, true);
    }

    /** Adds a count to its step. */
    void amount(EntityId entity, String metric, Unit unit, Attributes attributes, Instant at, long count) {
        amount(entity, metric, unit, attributes, at, (double) count);
    }

    /** Puts a level; the last of a step stays. */
    void level(EntityId entity, String metric, Unit unit, Attributes attributes, Instant at, double value) {
        put(new SeriesKey(entity, metric, unit, SeriesKind.GAUGE, attributes), at, value, false);
    }

    /** Puts a level that is a count; the last of a step stays. */
    void level(EntityId entity, String metric, Unit unit, Attributes attributes, Instant at, long count) {
        level(entity, metric, unit, attributes, at, (double) count);
    }

    /** Adds to the level of a step what one of several things has of it. */
    void share(EntityId entity, String metric, Unit unit, Attributes attributes, Instant at, double value) {
        put(new SeriesKey(entity, metric, unit, SeriesKind.GAUGE, attributes), at, value, true);
    }

    /** Puts a number of another kind; the last of a step stays. */
    void point(SeriesKey key, Instant at, double value) {
        put(key, at, value, false);
    }

    void deliver(TelemetrySink sink) {
        points.forEach((key, steps) -> sink.series(NumberSeries.owning(
                key,
                step,
                steps.keySet().stream().mapToLong(Long::longValue).toArray(),
                steps.values().stream().mapToDouble(Double::doubleValue).toArray())));
    }

    private void put(SeriesKey key, Instant at, double value, boolean add) {
        if (Double.isFinite(value)) {
            points.computeIfAbsent(key, any -> new TreeMap<>())
                    .merge(at.toEpochMilli(), value, (before, more) -> add ? before + more : more);
        }
    }
}
