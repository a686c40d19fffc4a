package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resources that one call may name together, and what is read of them.
 *
 * @param type the resources' type
 * @param subscription their subscription, in lower case
 * @param region their region; empty or {@code global} if they have none
 * @param metrics what is read
 * @param resources the resources, by ascending id
 */
record MetricGroup(
        String type, String subscription, String region, List<PlatformMetric> metrics, List<AzureResource> resources) {

    /**
     * Points that one call may bring at most, each with all aggregations: what bounds the memory that an answer takes. A
     * single metric of a single resource may exceed it.
     */
    static final int MOST_POINTS = 150_000;

    MetricGroup {
        metrics = List.copyOf(metrics);
        resources = List.copyOf(resources);
    }

    /** A call for some metrics of some resources. */
    record Call(MetricsQuery query, List<PlatformMetric> metrics, List<AzureResource> resources) {}

    /** Returns the calls that read a window: each metric that is split has its own, the others share theirs by step. */
    List<Call> calls(TimeWindow window) {
        SortedMap<Duration, List<PlatformMetric>> whole = new TreeMap<>();
        List<Call> calls = new ArrayList<>();
        for (PlatformMetric metric : metrics) {
            if (metric.split() == null) {
                whole.computeIfAbsent(metric.step(), step -> new ArrayList<>()).add(metric);
            }
        }
        whole.values()
                .forEach(together -> parts(together, most(window, together.get(0), MetricsQuery.MOST_METRICS))
                        .forEach(part -> add(part, window, calls)));
        for (PlatformMetric metric : metrics) {
            if (metric.split() != null) {
                add(List.of(metric), window, calls);
            }
        }
        return calls;
    }

    private void add(List<PlatformMetric> together, TimeWindow window, List<Call> calls) {
        int most = most(window, together.get(0), MetricsQuery.MOST_RESOURCES * together.size()) / together.size();
        for (List<AzureResource> some : parts(resources, Math.max(1, most))) {
            calls.add(new Call(query(together, some, window), together, some));
        }
    }

    private MetricsQuery query(List<PlatformMetric> together, List<AzureResource> some, TimeWindow window) {
        EnumSet<MetricAggregation> aggregations = EnumSet.noneOf(MetricAggregation.class);
        together.forEach(metric -> aggregations.addAll(metric.aggregations()));
        PlatformMetric first = together.get(0);
        MetricSplit split = first.split();
        return new MetricsQuery(
                subscription,
                region,
                type,
                some.stream().map(AzureResource::id).toList(),
                together.stream().map(PlatformMetric::vendorName).toList(),
                aggregations,
                window,
                first.step(),
                split == null ? null : split.filter(),
                split == null ? MetricsQuery.USUAL_TOP : split.most() + 1,
                split == null ? null : orderOf(first));
    }

    private static @Nullable String orderOf(PlatformMetric metric) {
        return metric.aggregations().get(0).word() + " desc";
    }

    /** Returns how many metrics of a resource bring no more points than a call may, from 1 to a limit. */
    private static int most(TimeWindow window, PlatformMetric metric, int limit) {
        long steps = Math.max(1, window.length().toMillis() / metric.step().toMillis());
        MetricSplit split = metric.split();
        long points = steps * (split == null ? 1 : split.most() + 1);
        return (int) Math.max(1, Math.min(limit, MOST_POINTS / points));
    }

    /** Parts of about the same size, none larger than a limit. */
    private static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        int count = (all.size() + most - 1) / most;
        for (int i = 0; i < count; i++) {
            parts.add(all.subList((int) ((long) all.size() * i / count), (int) ((long) all.size() * (i + 1) / count)));
        }
        return parts;
    }
}
