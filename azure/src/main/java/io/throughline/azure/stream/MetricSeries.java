package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.azure.metrics.ResourceMetric.Point;
import io.throughline.azure.metrics.ResourceMetric.Series;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Puts the metrics of one read into the model. */
final class MetricSeries {

    private final TimeWindow window;
    private final TelemetrySink sink;
    private final Tally tally;

    MetricSeries(TimeWindow window, TelemetrySink sink, Tally tally) {
        this.window = window;
        this.sink = sink;
        this.tally = tally;
    }

    /** Delivers one metric of one resource; tells whether it had a sample. */
    boolean deliver(AzureResource resource, PlatformMetric metric, ResourceMetric values) {
        String subject = "metric " + metric.label() + " of " + resource.type();
        values.problem().ifPresent(problem -> tally.add(subject + " could not be given: " + problem, resource.name()));
        Optional<Double> scale = metric.unit().scaleOf(values.unit());
        if (scale.isEmpty()) {
            tally.add(
                    subject + " is left out: it came in " + values.unit() + ", "
                            + metric.unit().word() + " was expected",
                    resource.name());
            return false;
        }
        Set<Attributes> seen = new HashSet<>();
        boolean sample = false;
        for (Series series : kept(resource, metric, values, subject)) {
            MetricSplit split = metric.split();
            Optional<Attributes> attributes =
                    split == null ? Optional.of(Attributes.empty()) : split.attributes(series);
            if (attributes.isEmpty()) {
                tally.add(subject + " is left out: it came without the dimension", resource.name());
            } else if (!seen.add(attributes.get())) {
                tally.add(
                        subject + " came split by a dimension nobody asked for; only its first series is kept",
                        resource.name());
            } else {
                sample |= put(resource, metric, scale.get(), series, attributes.get());
            }
        }
        return sample;
    }

    /** The series with the highest values, if there are more than are kept. */
    private List<Series> kept(AzureResource resource, PlatformMetric metric, ResourceMetric values, String subject) {
        MetricSplit split = metric.split();
        if (split == null
                || split.dimensions().isEmpty()
                || (values.series().size() <= split.most() && !values.full())) {
            return values.series();
        }
        MetricAggregation first = metric.aggregations().get(0);
        tally.add(
                subject + " has more than " + split.most() + " series for a resource: the " + split.most()
                        + " with the highest " + first.word() + " are kept",
                resource.name());
        return values.series().stream()
                .sorted(Comparator.comparingDouble((Series series) -> weight(series, first))
                        .reversed())
                .limit(split.most())
                .toList();
    }

    private static double weight(Series series, MetricAggregation aggregation) {
        DoubleStream values =
                series.points().stream().map(point -> point.value(aggregation)).flatMapToDouble(OptionalDouble::stream);
        return switch (aggregation) {
            case TOTAL, COUNT -> values.sum();
            case AVERAGE, MINIMUM -> values.average().orElse(Double.NEGATIVE_INFINITY);
            case MAXIMUM -> values.max().orElse(Double.NEGATIVE_INFINITY);
        };
    }

    private boolean put(
            AzureResource resource, PlatformMetric metric, double scale, Series series, Attributes attributes) {
        boolean sample = false;
        for (MetricAggregation aggregation : metric.aggregations()) {
            long[] times = new long[series.points().size()];
            double[] numbers = new double[times.length];
            int size = 0;
            for (Point point : series.points()) {
                double value = point.value(aggregation).orElse(Double.NaN) * scale;
                long at = point.at().toEpochMilli();
                boolean ascends = size == 0 || at > times[size - 1];
                if (Double.isFinite(value) && window.contains(point.at()) && ascends) {
                    times[size] = at;
                    numbers[size++] = value;
                }
            }
            if (size > 0) {
                sample = true;
                SeriesKey key = new SeriesKey(
                        AzureEntities.resourceId(resource.id()),
                        metric.nameOf(aggregation),
                        metric.unit().unit(),
                        metric.kindOf(aggregation),
                        attributes);
                sink.series(NumberSeries.owning(
                        key, metric.step(), Arrays.copyOf(times, size), Arrays.copyOf(numbers, size)));
            }
        }
        return sample;
    }
}
