package io.throughline.jira.internal;

import java.util.List;
import java.util.Map;

/** A property as Jira takes it with what it belongs to. */
public record KeyedValue(String key, Object value) {

    /** Returns properties in the order of a map. */
    public static List<KeyedValue> list(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(property -> new KeyedValue(property.getKey(), property.getValue()))
                .toList();
    }
}
