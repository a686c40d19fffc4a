package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes nodes of a document's JSON. What does not look like a node is left out; what is not known is kept. */
final class AdfReader {

    private AdfReader() {}

    static AdfNode read(Map<?, ?> json) {
        List<AdfNode.Mark> marks = new ArrayList<>();
        for (Map<?, ?> mark : objects(json.get("marks"))) {
            marks.add(new AdfNode.Mark(text(mark.get("type"), "unknown"), attributes(mark.get("attrs"))));
        }
        List<AdfNode> content = new ArrayList<>();
        for (Map<?, ?> child : objects(json.get("content"))) {
            content.add(read(child));
        }
        return new AdfNode(
                text(json.get("type"), "unknown"),
                json.get("text") instanceof String text ? text : null,
                attributes(json.get("attrs")),
                marks,
                content);
    }

    private static Map<String, String> attributes(@Nullable Object json) {
        Map<String, String> attributes = new TreeMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    attributes.put(String.valueOf(name), value.toString());
                } else if (name.equals("data")
                        && value instanceof Map<?, ?> data
                        && data.get("url") instanceof String url) {
                    // Cards come with an address or with what was found there.
                    attributes.putIfAbsent("url", url);
                }
            });
        }
        return attributes;
    }

    private static List<Map<?, ?>> objects(@Nullable Object json) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (json instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    objects.add(map);
                }
            }
        }
        return objects;
    }

    private static String text(@Nullable Object json, String otherwise) {
        return json instanceof String text ? text : otherwise;
    }
}
