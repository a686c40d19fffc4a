package io.throughline.jira.text;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of the Atlassian Document Format: the document itself, a block such as a paragraph or table, or something inline
 * such as text or a mention. Types that are not known keep their content.
 *
 * @param type the type: {@code doc}, {@code paragraph}, {@code text}…
 * @param text the text of a text node, else null
 * @param attributes the attributes whose values are texts, numbers or truth values, as text
 * @param marks what is laid over a text node
 * @param content the nodes inside
 */
public record AdfNode(
        String type, @Nullable String text, Map<String, String> attributes, List<Mark> marks, List<AdfNode> content) {

    public AdfNode {
        Objects.requireNonNull(type, "type");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        marks = List.copyOf(marks);
        content = List.copyOf(content);
    }

    /**
     * What is laid over a text: bold, a link…
     *
     * @param type the type: {@code strong}, {@code link}…
     * @param attributes the attributes, as text
     */
    public record Mark(String type, Map<String, String> attributes) {
        public Mark {
            Objects.requireNonNull(type, "type");
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /** Returns an attribute, or an empty text. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
