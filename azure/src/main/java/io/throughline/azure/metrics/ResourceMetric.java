package io.throughline.azure.metrics;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one resource.
 *
 * @param resourceId the ARM id, as the service spells it
 * @param name the metric's name
 * @param unit the service's word: {@code Percent}, {@code Count}, {@code Bytes}, {@code Seconds}…
 * @param error why it could not be given, or null if it was
 * @param series one for each combination of the dimensions that the filter names; one without dimensions otherwise
 */
public record ResourceMetric(
        String resourceId,
        String name,
        String unit,
        @Nullable String error,
        List<Series> series) {

    public ResourceMetric {
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        series = List.copyOf(series);
    }

    /** Returns why it could not be given. */
    public Optional<String> problem() {
        return Optional.ofNullable(error);
    }

    /**
     * A series of points.
     *
     * @param dimensions the dimensions' values by name
     * @param points by ascending time; steps without a sample have no point or one without values
     */
    public record Series(SortedMap<String, String> dimensions, List<Point> points) {

        public Series {
            dimensions = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) dimensions));
            points = List.copyOf(points);
        }
    }

    /**
     * The values of one step; those not asked for or without a sample are null.
     *
     * @param at the step's beginning, UTC
     */
    public record Point(
            Instant at,
            @Nullable Double average,
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable Double total,
            @Nullable Double count) {

        /** Returns one of the values. */
        public OptionalDouble value(MetricAggregation aggregation) {
            Double value = switch (aggregation) {
                case AVERAGE -> average;
                case MINIMUM -> minimum;
                case MAXIMUM -> maximum;
                case TOTAL -> total;
                case COUNT -> count;
            };
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }
}
