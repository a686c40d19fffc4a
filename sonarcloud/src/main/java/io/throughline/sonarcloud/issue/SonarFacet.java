package io.throughline.sonarcloud.issue;

import java.util.List;
import java.util.Objects;

/**
 * How many issues there are of each value of a property. The server names the values that have most, at most 100.
 *
 * @param property the property: {@code severities}, {@code rules}…
 * @param values in the server's order, the most frequent first
 */
public record SonarFacet(String property, List<Value> values) {

    public SonarFacet {
        Objects.requireNonNull(property, "property");
        values = values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }

    /**
     * One value.
     *
     * @param value the property's value
     * @param count the number of issues that have it
     */
    public record Value(
            @com.fasterxml.jackson.annotation.JsonAlias("val")
            String value,

            long count) {
        public Value {
            value = value == null ? "" : value;
        }
    }
}
