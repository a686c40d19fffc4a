package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.metrics.MetricsGateway.Answer;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.stream.MetricCatalogue.PlatformMetric;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Platform metrics of the inventory's resources, by minute: one call for fifty resources of a region and type. */
final class MetricsStream implements MeasuredStream {

    static final String NAME = "azure/metrics";

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration GRID = Duration.ofHours(1);
    private static final Duration LONGEST_READ = Duration.ofHours(6);
    /** The last points are still revised for a while. */
    private static final Duration LATENESS = Duration.ofMinutes(15);

    private final MetricsGateway gateway;
    private final Supplier<InventoryIndex> inventory;

    MetricsStream(MetricsGateway gateway, Supplier<InventoryIndex> inventory) {
        this.gateway = gateway;
        this.inventory = inventory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration grid() {
        return GRID;
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public Duration lateness() {
        return LATENESS;
    }

    /** Resources that one call may name together. */
    private record Group(String type, String subscription, String region) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int order = type.compareTo(other.type);
            order = order != 0 ? order : subscription.compareTo(other.subscription);
            return order != 0 ? order : region.compareTo(other.region);
        }
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Map<Group, List<AzureResource>> groups = inventory.get().resources().stream()
                .filter(resource -> !MetricCatalogue.of(resource.type()).isEmpty())
                .collect(Collectors.groupingBy(
                        resource -> new Group(
                                resource.type(),
                                resource.subscriptionId().toLowerCase(Locale.ROOT),
                                resource.location()),
                        TreeMap::new,
                        Collectors.toList()));
        if (groups.isEmpty()) {
            notes.say("the inventory has no resource of the types whose metrics are read: "
                    + String.join(", ", MetricCatalogue.types()));
        }
        groups.forEach((group, resources) -> {
            for (int i = 0; i < resources.size(); i += MetricsQuery.MOST_RESOURCES) {
                List<AzureResource> some =
                        resources.subList(i, Math.min(i + MetricsQuery.MOST_RESOURCES, resources.size()));
                read(group, some, window, sink, notes);
            }
        });
        return notes.completeness(window.to());
    }

    private void read(
            Group group, List<AzureResource> resources, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        List<PlatformMetric> metrics = MetricCatalogue.of(group.type());
        Set<MetricAggregation> aggregations = EnumSet.noneOf(MetricAggregation.class);
        metrics.forEach(metric -> aggregations.add(metric.aggregation()));
        MetricsQuery query = new MetricsQuery(
                group.subscription(),
                group.region(),
                group.type(),
                resources.stream().map(AzureResource::id).toList(),
                metrics.stream().map(PlatformMetric::vendorName).toList(),
                aggregations,
                window,
                STEP,
                null);
        Map<String, ResourceMetric> answered = new TreeMap<>();
        ask(query, answered, notes);
        for (AzureResource resource : resources) {
            for (PlatformMetric metric : metrics) {
                ResourceMetric values = answered.get(keyOf(resource.id(), metric.vendorName()));
                if (values != null) {
                    deliver(resource, metric, values, window, sink, notes);
                }
            }
        }
        List<String> silent = metrics.stream()
                .map(PlatformMetric::vendorName)
                .filter(name -> resources.stream().noneMatch(resource -> hasPoint(answered, resource, name)))
                .toList();
        // Where nothing came at all, the resources did not run yet, or no more.
        if (!silent.isEmpty() && silent.size() < metrics.size()) {
            notes.say("no sample came of these metrics of " + group.type() + ": " + String.join(", ", silent)
                    + "; if they are wanted, see whether the tier offers them and whether they are switched on");
        }
    }

    private static boolean hasPoint(Map<String, ResourceMetric> answered, AzureResource resource, String metric) {
        ResourceMetric values = answered.get(keyOf(resource.id(), metric));
        return values != null
                && values.series().stream().anyMatch(series -> !series.points().isEmpty());
    }

    /** Asks; where a type has not all of the metrics, the service refuses the whole: then the halves are asked for. */
    private void ask(MetricsQuery query, Map<String, ResourceMetric> answered, ReadNotes notes) {
        try {
            Answer answer = gateway.query(query);
            notes.throttled(answer.throttled());
            for (ResourceMetric metric : answer.metrics()) {
                answered.put(keyOf(metric.resourceId(), metric.name()), metric);
            }
        } catch (QueryRejectedException e) {
            List<String> names = query.metrics();
            if (names.size() == 1) {
                notes.say("metric " + names.get(0) + " of " + query.namespace() + " in " + query.region()
                        + " is not to be had: " + e.details().message());
                return;
            }
            ask(query.withMetrics(names.subList(0, names.size() / 2)), answered, notes);
            ask(query.withMetrics(names.subList(names.size() / 2, names.size())), answered, notes);
        }
    }

    private static void deliver(
            AzureResource resource,
            PlatformMetric metric,
            ResourceMetric values,
            TimeWindow window,
            TelemetrySink sink,
            ReadNotes notes) {
        values.problem()
                .ifPresent(problem -> notes.say("metric " + metric.vendorName() + " of " + resource.name()
                        + " could not be given: " + problem));
        if (values.series().size() > 1) {
            notes.say("metric " + metric.vendorName() + " of " + resource.name()
                    + " came split by a dimension nobody asked for; only its first series is kept");
        }
        List<Long> times = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        values.series().stream()
                .limit(1)
                .forEach(series -> series.points().forEach(point -> {
                    double value = point.value(metric.aggregation()).orElse(Double.NaN) * metric.scale();
                    boolean inside = window.contains(point.at());
                    boolean ascends = times.isEmpty() || point.at().toEpochMilli() > times.get(times.size() - 1);
                    if (Double.isFinite(value) && inside && ascends) {
                        times.add(point.at().toEpochMilli());
                        numbers.add(value);
                    }
                }));
        SeriesKey key = new SeriesKey(
                AzureEntities.resourceId(resource.id()),
                metric.name(),
                metric.unit(),
                metric.kind(),
                Attributes.empty());
        long[] columns = times.stream().flatMapToLong(LongStream::of).toArray();
        sink.series(NumberSeries.owning(
                key,
                STEP,
                columns,
                numbers.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static String keyOf(String resourceId, String metric) {
        return AzureResource.keyOf(resourceId) + "#" + metric.toLowerCase(Locale.ROOT);
    }
}
