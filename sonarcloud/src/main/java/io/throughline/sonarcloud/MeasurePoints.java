package io.throughline.sonarcloud;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.MeasuredMetrics.Conversion;
import io.throughline.sonarcloud.measure.SonarHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Joins the pages of one project's history into series. Used for one read. */
final class MeasurePoints {

    private final Map<String, Conversion> conversions;
    private final TimeWindow window;
    private final Map<String, Column> columns = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();

    /** What came of one metric: values by time, and how many analyses were listed. */
    private static final class Column {
        private final TreeMap<Long, Double> values = new TreeMap<>();
        private int listed;
    }

    MeasurePoints(Map<String, Conversion> conversions, TimeWindow window) {
        this.conversions = conversions;
        this.window = window;
    }

    void add(SonarHistory metric) {
        Conversion conversion = conversions.get(metric.metric());
        if (conversion == null) {
            return;
        }
        Column column = columns.computeIfAbsent(metric.metric(), key -> new Column());
        column.listed += metric.history().size();
        for (SonarHistory.Point point : metric.history()) {
            String text = point.value();
            if (text == null || !window.contains(point.date())) {
                continue;
            }
            OptionalDouble value = number(text);
            if (value.isPresent()) {
                column.values.put(point.date().toEpochMilli(), conversion.apply(value.getAsDouble()));
            } else {
                unreadable.add(metric.metric());
            }
        }
    }

    List<NumberSeries> series(EntityId entity) {
        List<NumberSeries> series = new ArrayList<>();
        conversions.forEach((metric, conversion) -> {
            Column column = columns.get(metric);
            if (column != null && !column.values.isEmpty()) {
                series.add(NumberSeries.owning(
                        conversion.key(entity, metric),
                        null,
                        column.values.keySet().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        column.values.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
            }
        });
        return series;
    }

    /** Returns the number of analyses that came: the server lists each of them for every metric. */
    int listed() {
        return columns.values().stream().mapToInt(column -> column.listed).max().orElse(0);
    }

    /** Returns the metrics with values that are no numbers. */
    Set<String> unreadable() {
        return unreadable;
    }

    private static OptionalDouble number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
