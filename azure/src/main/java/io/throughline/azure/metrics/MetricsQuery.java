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
 * @param top series that may come of each metric and resource if there is a filter; always sent, because the service's
 *     own ten drop the rest without a word
 * @param orderBy which series come first and so are kept, {@code average desc}, or null for the service's own order
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
        @Nullable String filter,
        int top,
        @Nullable String orderBy) {

    /** Resources that one call may name. */
    public static final int MOST_RESOURCES = 50;
    /** Metrics that one call may name. */
    public static final int MOST_METRICS = 20;
    /** Series that may come if nothing else is asked for. */
    public static final int USUAL_TOP = 1000;
    /** The longest window that one call is asked for; a longer one takes several. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(30);

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
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, was " + top);
        }
    }

    /** Makes a question with the usual top. */
    public MetricsQuery(
            String subscription,
            String region,
            String namespace,
            List<String> resourceIds,
            List<String> metrics,
            Set<MetricAggregation> aggregations,
            TimeWindow window,
            Duration step,
            @Nullable String filter) {
        this(
                subscription,
                region,
                namespace,
                resourceIds,
                metrics,
                aggregations,
                window,
                step,
                filter,
                USUAL_TOP,
                null);
    }

    /** Returns the same question about other metrics. */
    public MetricsQuery withMetrics(List<String> others) {
        return new MetricsQuery(
                subscription, region, namespace, resourceIds, others, aggregations, window, step, filter, top, orderBy);
    }

    /** Returns the same question about other resources. */
    public MetricsQuery withResources(List<String> others) {
        return new MetricsQuery(
                subscription, region, namespace, others, metrics, aggregations, window, step, filter, top, orderBy);
    }

    /** Returns the same question about another time. */
    public MetricsQuery withWindow(TimeWindow other) {
        return new MetricsQuery(
                subscription, region, namespace, resourceIds, metrics, aggregations, other, step, filter, top, orderBy);
    }

    private static void requireBetween(int size, int most, String name) {
        if (size < 1 || size > most) {
            throw new IllegalArgumentException(name + " must have 1 to " + most + " elements, has " + size);
        }
    }
}
