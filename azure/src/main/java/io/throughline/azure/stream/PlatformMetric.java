package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.core.telemetry.SeriesKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A platform metric that is read, whole or split.
 *
 * @param vendorName Azure's name
 * @param aggregations which of the service's values are taken, each as a series of its own
 * @param name the name here
 * @param unit the unit here
 * @param step the width of points that is wanted; divides an hour
 * @param kind what may be done with the values, or null if the aggregation says it
 * @param split how it is taken apart, or null if it is read whole
 * @param hint when it is there, or what switches it on, or null if it is always there
 */
record PlatformMetric(
        String vendorName,
        List<MetricAggregation> aggregations,
        String name,
        ModelUnit unit,
        Duration step,
        @Nullable SeriesKind kind,
        @Nullable MetricSplit split,
        @Nullable String hint) {

    PlatformMetric {
        aggregations = List.copyOf(aggregations);
        if (aggregations.isEmpty()) {
            throw new IllegalArgumentException(vendorName + " needs an aggregation");
        }
    }

    /** Returns the name of the series of an aggregation: a minimum beside other values says so. */
    String nameOf(MetricAggregation aggregation) {
        return aggregation == MetricAggregation.MINIMUM && aggregations.size() > 1 ? name + ".minimum" : name;
    }

    /** Returns what may be done with the values of an aggregation. */
    SeriesKind kindOf(MetricAggregation aggregation) {
        return switch (aggregation) {
            case MAXIMUM -> SeriesKind.MAXIMUM;
            case TOTAL, COUNT -> kind == null ? SeriesKind.DELTA : kind;
            case AVERAGE, MINIMUM -> kind == null ? SeriesKind.GAUGE : kind;
        };
    }

    /** Returns what it is for people: Azure's name and what it is split by. */
    String label() {
        return split == null ? vendorName : vendorName + " where " + split.filter();
    }

    /** Returns the same with other aggregations and another step. */
    PlatformMetric with(List<MetricAggregation> offered, Duration offeredStep) {
        return new PlatformMetric(vendorName, offered, name, unit, offeredStep, kind, split, hint);
    }
}
