package io.throughline.azure.stream;

import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a metric is taken apart by its dimensions.
 *
 * @param dimensions dimensions, in the service's spelling, of which each combination of values gets a series; none to
 *     look only at what the conditions say
 * @param conditions values that other dimensions must have
 * @param most series of one resource that are kept at most: those with the highest values
 */
record MetricSplit(List<String> dimensions, SortedMap<String, String> conditions, int most) {

    /** Dimensions that have a name of OpenTelemetry's. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("instance", AttributeKeys.SERVICE_INSTANCE_ID),
            Map.entry("vmname", "host.name"),
            Map.entry("node", "k8s.node.name"),
            Map.entry("namespace", "k8s.namespace.name"),
            Map.entry("pod", "k8s.pod.name"),
            Map.entry("podname", "k8s.pod.name"),
            Map.entry("containername", "container.name"),
            Map.entry("entityname", "messaging.destination.name"),
            Map.entry("databasename", AttributeKeys.DB_NAMESPACE),
            Map.entry("collectionname", "db.collection.name"),
            Map.entry("operationtype", "db.operation.name"),
            Map.entry("errortype", AttributeKeys.ERROR_TYPE),
            Map.entry("region", AttributeKeys.CLOUD_REGION),
            Map.entry("cloud/rolename", AttributeKeys.SERVICE_NAME));

    MetricSplit {
        dimensions = List.copyOf(dimensions);
        conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
        if (dimensions.isEmpty() && conditions.isEmpty()) {
            throw new IllegalArgumentException("a split needs a dimension or a condition");
        }
        if (most < 1) {
            throw new IllegalArgumentException("a split must keep at least one series, not " + most);
        }
    }

    /** Returns the filter in the service's syntax. */
    String filter() {
        List<String> parts = new ArrayList<>();
        conditions.forEach((dimension, value) -> parts.add(dimension + " eq '" + value.replace("'", "''") + "'"));
        dimensions.forEach(dimension -> parts.add(dimension + " eq '*'"));
        return String.join(" and ", parts);
    }

    /** Returns all dimensions that must be there. */
    List<String> needed() {
        List<String> needed = new ArrayList<>(conditions.keySet());
        needed.addAll(dimensions);
        return needed;
    }

    /** Returns a series' attributes, or nothing if it is not split as it should be. */
    Optional<Attributes> attributes(ResourceMetric.Series series) {
        Attributes.Builder attributes = Attributes.builder();
        for (String dimension : dimensions) {
            Optional<String> value = series.dimensions().entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(dimension))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            attributes.put(keyOf(dimension), value.get());
        }
        return Optional.of(attributes.build());
    }

    /** Returns the attribute that a dimension becomes. */
    static String keyOf(String dimension) {
        String lower = dimension.toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(lower, "azure.dimension." + lower);
    }
}
