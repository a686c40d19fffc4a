package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.sonarcloud.stream.MeasuredMetrics.Conversion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins what a server says of one branch's measures into series. Used for one read. */
final class MeasurePoints {

    static final String PREFIX = "sonarcloud.";

    private final Map<String, Conversion> conversions;
    private final Map<String, TreeMap<Long, Double>> columns = new TreeMap<>();
    private final TreeMap<String, Instant> unreadable = new TreeMap<>();

    MeasurePoints(Map<String, Conversion> conversions) {
        this.conversions = conversions;
    }

    /** Takes a value as the server writes it; one of a metric that nobody asked for is left out. */
    void add(String metric, Instant at, String text) {
        Conversion conversion = conversions.get(metric);
        if (conversion == null) {
            return;
        }
        OptionalDouble value = conversion.read(text);
        if (value.isPresent()) {
            columns.computeIfAbsent(metric, key -> new TreeMap<>()).put(at.toEpochMilli(), value.getAsDouble());
        } else if (!(conversion.level() && text.equalsIgnoreCase("NONE"))) {
            unreadable.put(metric, at);
        }
    }

    boolean has(String metric, Instant at) {
        TreeMap<Long, Double> column = columns.get(metric);
        return column != null && column.containsKey(at.toEpochMilli());
    }

    /** Returns one series for each metric with values, without a step. */
    List<NumberSeries> series(EntityId entity, Attributes dimensions) {
        List<NumberSeries> series = new ArrayList<>();
        columns.forEach((metric, column) -> {
            Conversion conversion = conversions.get(metric);
            if (conversion != null) {
                series.add(NumberSeries.owning(
                        new SeriesKey(entity, PREFIX + metric, conversion.unit(), conversion.kind(), dimensions),
                        null,
                        column.keySet().stream().mapToLong(Long::longValue).toArray(),
                        column.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
            }
        });
        return series;
    }

    /** Returns the metrics with values that cannot be read. */
    SortedMap<String, Instant> unreadable() {
        return unreadable;
    }
}
