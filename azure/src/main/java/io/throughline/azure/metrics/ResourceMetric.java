package io.throughline.azure.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param full whether as many series came as were asked for at most, so that there may be more
 */
public record ResourceMetric(
        String resourceId,
        String name,
        String unit,
        @Nullable String error,
        List<Series> series,
        boolean full) {

    public ResourceMetric {
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        series = List.copyOf(series);
    }

    /** Makes one of which all series came. */
    public ResourceMetric(String resourceId, String name, String unit, @Nullable String error, List<Series> series) {
        this(resourceId, name, unit, error, series, false);
    }

    /** Returns the same of a resource, as that spells its id. */
    ResourceMetric of(String owner) {
        return new ResourceMetric(owner, name, unit, error, series, full);
    }

    /** Returns the same, full if as many series came as the question allowed. */
    ResourceMetric askedBy(MetricsQuery query) {
        boolean reached = query.filter() != null && series.size() >= query.top();
        return new ResourceMetric(resourceId, name, unit, error, series, full || reached);
    }

    /** Returns this and what came for a later time, series by series. */
    ResourceMetric followedBy(ResourceMetric later) {
        Map<SortedMap<String, String>, List<Point>> points = new LinkedHashMap<>();
        for (ResourceMetric part : List.of(this, later)) {
            for (Series one : part.series()) {
                points.computeIfAbsent(one.dimensions(), dimensions -> new ArrayList<>())
                        .addAll(one.points());
            }
        }
        List<Series> joined = new ArrayList<>();
        points.forEach((dimensions, all) -> joined.add(new Series(dimensions, all)));
        return new ResourceMetric(
                resourceId, name, unit, error == null ? later.error() : error, joined, full || later.full());
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
