package io.throughline.sonarcloud.stream;

import java.util.List;
import java.util.Objects;

/**
 * How many issues there are by the values of one facet.
 *
 * @param property the facet
 * @param values its values, as far as the server names them
 */
public record FacetCounts(String property, List<Value> values) {
    /** A value and how many have it. */
    public record Value(String value, long count) {}

    public FacetCounts {
        Objects.requireNonNull(property, "property");
        values = List.copyOf(values);
    }
}
