package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Words for people: names of entities, labels of series. */
final class Names {

    private static final Map<String, String> METRICS = Map.ofEntries(
            Map.entry(Metrics.REQUEST_DURATION, "request latency"),
            Map.entry(Metrics.REQUEST_COUNT, "requests"),
            Map.entry(Metrics.REQUEST_FAILURES, "failed requests"),
            Map.entry(Metrics.DEPENDENCY_DURATION, "call latency"),
            Map.entry(Metrics.DEPENDENCY_COUNT, "calls"),
            Map.entry(Metrics.DEPENDENCY_FAILURES, "failed calls"),
            Map.entry(Metrics.ERROR_COUNT, "errors"),
            Map.entry(Metrics.QUERY_COUNT, "query executions"),
            Map.entry(Metrics.QUERY_DURATION_MEAN, "mean query duration"),
            Map.entry(Metrics.CPU_UTILIZATION, "CPU"),
            Map.entry(Metrics.MEMORY_UTILIZATION, "memory"),
            Map.entry(Metrics.CONNECTIONS_ACTIVE, "connections"));

    private final Map<EntityId, String> names = new TreeMap<>();

    Names(TelemetryWindow window) {
        for (Entity entity : window.entities()) {
            names.put(entity.id(), entity.name());
        }
    }

    /** Returns the vendor's name of an entity, or the end of its key if it is not in the window. */
    String of(EntityId id) {
        String name = names.get(id);
        return name == null ? lastSegment(id.key()) : name;
    }

    /** Returns what a series' metric is called. */
    static String metric(String metric) {
        return METRICS.getOrDefault(metric, metric);
    }

    /** Returns metric and dimensions of a series. */
    String label(SeriesKey key) {
        List<String> parts = new ArrayList<>();
        parts.add(metric(key.metric()));
        Attributes attributes = key.attributes();
        attributes.text(AttributeKeys.OPERATION).ifPresent(parts::add);
        attributes.text(AttributeKeys.TARGET).map(this::target).ifPresent(target -> parts.add("to " + target));
        attributes.text(AttributeKeys.EXCEPTION_TYPE).map(Names::simpleType).ifPresent(parts::add);
        attributes.text(AttributeKeys.QUERY_HASH).ifPresent(hash -> parts.add("query " + shortened(hash)));
        attributes.text(AttributeKeys.DEPLOYMENT_ENVIRONMENT).ifPresent(parts::add);
        return String.join(", ", parts);
    }

    private String target(String urn) {
        try {
            return of(EntityId.parse(urn));
        } catch (IllegalArgumentException e) {
            // A source may name a target that is no entity; its own words are the best there are.
            return urn;
        }
    }

    static String shortened(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }

    static String simpleType(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    static String lastSegment(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns a constant's name as views carry it: {@code likely-cause}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
