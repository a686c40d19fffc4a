package io.throughline.azure.stream;

import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Collects distributions by entity, dimensions and step, and delivers them as series. */
final class StepSeries {

    private final Duration step;
    private final SortedMap<Dimensions, SortedMap<Long, Distribution>> cells = new TreeMap<>();

    StepSeries(Duration step) {
        this.step = step;
    }

    private record Dimensions(EntityId entity, Attributes attributes) implements Comparable<Dimensions> {
        @Override
        public int compareTo(Dimensions other) {
            int order = entity.compareTo(other.entity);
            return order != 0 ? order : attributes.compareTo(other.attributes);
        }
    }

    Distribution at(EntityId entity, Attributes attributes, long stepMillis) {
        return cells.computeIfAbsent(new Dimensions(entity, attributes), key -> new TreeMap<>())
                .computeIfAbsent(stepMillis, key -> new Distribution());
    }

    /** Delivers three series for each combination of dimensions: durations, counts and failures. */
    void deliver(String durationMetric, String countMetric, String failureMetric, TelemetrySink sink) {
        cells.forEach((dimensions, steps) -> {
            sink.series(numbers(dimensions, countMetric, Unit.REQUESTS, steps, Distribution::count));
            sink.series(numbers(dimensions, failureMetric, Unit.REQUESTS, steps, Distribution::failures));
            sink.series(histograms(dimensions, durationMetric, steps));
        });
    }

    private NumberSeries numbers(
            Dimensions dimensions,
            String metric,
            Unit unit,
            SortedMap<Long, Distribution> steps,
            ToDoubleFunction<Distribution> value) {
        long[] times = new long[steps.size()];
        double[] values = new double[steps.size()];
        int i = 0;
        for (Map.Entry<Long, Distribution> entry : steps.entrySet()) {
            times[i] = entry.getKey();
            values[i++] = value.applyAsDouble(entry.getValue());
        }
        SeriesKey key = new SeriesKey(dimensions.entity(), metric, unit, SeriesKind.DELTA, dimensions.attributes());
        return NumberSeries.owning(key, step, times, values);
    }

    private HistogramSeries histograms(Dimensions dimensions, String metric, SortedMap<Long, Distribution> steps) {
        SeriesKey key =
                new SeriesKey(dimensions.entity(), metric, Unit.SECONDS, SeriesKind.HISTOGRAM, dimensions.attributes());
        return Distribution.series(key, step, steps);
    }
}
