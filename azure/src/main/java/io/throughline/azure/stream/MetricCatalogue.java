package io.throughline.azure.stream;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which platform metrics are read of which type of resource, and what they are called here. */
final class MetricCatalogue {

    private static final List<String> FILES = List.of(
            "compute.txt",
            "web.txt",
            "databases.txt",
            "containers.txt",
            "network.txt",
            "cache.txt",
            "messaging.txt",
            "storage.txt",
            "integration.txt");

    private static final SortedMap<String, List<PlatformMetric>> BY_TYPE = load();

    private MetricCatalogue() {}

    /** Returns the types of which metrics are read, ascending, in lower case. */
    static List<String> types() {
        return List.copyOf(BY_TYPE.keySet());
    }

    /** Returns the metrics of a type; empty if none is read. */
    static List<PlatformMetric> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    private static SortedMap<String, List<PlatformMetric>> load() {
        Map<String, List<PlatformMetric>> read = new TreeMap<>();
        FILES.forEach(file -> CatalogueFile.read(file, read));
        SortedMap<String, List<PlatformMetric>> byType = new TreeMap<>();
        read.forEach((type, metrics) -> byType.put(type, List.copyOf(metrics)));
        return byType;
    }
}
