package io.throughline.core.view;

import java.util.Objects;

/**
 * A kind of materialized result.
 *
 * @param name lower case, without slash: {@code incident}
 * @param version version of the shape; raise it whenever {@code type} changes, so that older content is not read as new
 * @param type a record that JSON can carry: texts, numbers, truth values, instants, durations, lists, maps with text
 *     keys, and records of these
 */
public record View<T>(String name, int version, Class<T> type) {

    public View {
        Objects.requireNonNull(type, "type");
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("name of a view must match [a-z0-9-]+, was '" + name + "'");
        }
    }

    String key(String scope) {
        return name + "/" + scope;
    }
}
