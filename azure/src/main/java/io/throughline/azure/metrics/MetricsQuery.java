package io.throughline.azure.metrics;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the metrics data plane.
 *
 * @param subscription the resources' subscription
 * @param region the resources' region, by its short name
 * @param namespace the resources' type, {@code microsoft.web/sites}
 * @param resourceIds ARM ids of resources of this subscription, region and type, 1 to {@value #MOST_RESOURCES}
 * @param metrics names of metrics, 1 to {@value #MOST_METRICS}
 * @param aggregations which values of each metric, at least one
 * @param window the time asked about
 * @param step width of a point, one that the service offers for these metrics: {@code PT1M}, {@code PT5M}…
 * @param filter condition on dimensions in the service's syntax, or null for the whole of each metric
 */
public record MetricsQuery(
        String subscription,
        String region,
        String namespace,
        List<String> resourceIds,
        List<String> metrics,
        Set<MetricAggregation> aggregations,
        TimeWindow window,
        Duration step,
        @Nullable String filter) {

    /** Resources that one call may name. */
    public static final int MOST_RESOURCES = 50;
    /** Metrics that one call may name. */
    public static final int MOST_METRICS = 20;

    public MetricsQuery {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(namespace, "namespace");
        resourceIds = List.copyOf(resourceIds);
        metrics = List.copyOf(metrics);
        aggregations = java.util.Collections.unmodifiableSet(new TreeSet<>(aggregations));
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(step, "step");
        requireBetween(resourceIds.size(), MOST_RESOURCES, "resourceIds");
        requireBetween(metrics.size(), MOST_METRICS, "metrics");
        String prefix = "/subscriptions/" + subscription + "/";
        for (String id : resourceIds) {
            if (!id.regionMatches(true, 0, prefix, 0, prefix.length())) {
                throw new IllegalArgumentException("resource must be of subscription " + subscription + ", was " + id);
            }
        }
        requireBetween(aggregations.size(), MetricAggregation.values().length, "aggregations");
    }

    /** Returns the same question about other metrics. */
    public MetricsQuery withMetrics(List<String> others) {
        return new MetricsQuery(
                subscription, region, namespace, resourceIds, others, aggregations, window, step, filter);
    }

    private static void requireBetween(int size, int most, String name) {
        if (size < 1 || size > most) {
            throw new IllegalArgumentException(name + " must have 1 to " + most + " elements, has " + size);
        }
    }
}
