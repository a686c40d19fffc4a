package io.throughline.azure.cost;

import java.util.List;

/** Which costs are asked for. */
public sealed interface CostFilter {

    /** Costs whose dimension has one of the values. */
    record Dimension(String name, List<String> values) implements CostFilter {

        public Dimension {
            new CostGrouping.Dimension(name);
            values = requireSome(values);
        }
    }

    /** Costs that carry a tag with one of the values. */
    record Tag(String name, List<String> values) implements CostFilter {

        public Tag {
            new CostGrouping.Tag(name);
            values = requireSome(values);
        }
    }

    /** Costs that pass all of two or more filters. */
    record And(List<CostFilter> filters) implements CostFilter {

        public And {
            filters = requireTwo(filters);
        }
    }

    /** Costs that pass any of two or more filters. */
    record Or(List<CostFilter> filters) implements CostFilter {

        public Or {
            filters = requireTwo(filters);
        }
    }

    private static List<String> requireSome(List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a filter needs a value to compare to");
        }
        return List.copyOf(values);
    }

    private static List<CostFilter> requireTwo(List<CostFilter> filters) {
        if (filters.size() < 2) {
            throw new IllegalArgumentException("and/or joins two or more filters, was given " + filters.size());
        }
        return List.copyOf(filters);
    }
}
