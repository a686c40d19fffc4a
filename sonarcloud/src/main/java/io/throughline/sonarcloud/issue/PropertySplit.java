package io.throughline.sonarcloud.issue;

import io.throughline.sonarcloud.internal.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Divides issues by a property of which each has exactly one value. That the counts of the values add up to all issues
 * shows that the server counts all of the values; it counts the 100 most frequent.
 */
final class PropertySplit {

    // Impacts are not among them: an issue may have several.
    private static final List<String> PROPERTIES = List.of("severities", "types", "rules");

    private PropertySplit() {}

    /**
     * Returns narrower queries, or none if no property divides.
     *
     * @param facets counts by the values of properties
     */
    static List<IssueQuery> of(IssueQuery query, long total, Function<List<String>, List<SonarFacet>> facets) {
        List<String> divisible = PROPERTIES.stream()
                .filter(property -> wanted(query, property).size() != 1)
                .toList();
        if (divisible.isEmpty()) {
            return List.of();
        }
        Map<String, SonarFacet> counted = facets.apply(divisible).stream()
                .collect(Collectors.toMap(SonarFacet::property, facet -> facet, (first, second) -> first));
        for (String property : divisible) {
            SonarFacet facet = counted.get(property);
            List<List<String>> groups = facet == null ? List.of() : groups(facet, wanted(query, property), total);
            if (groups.size() > 1) {
                return groups.stream().map(group -> query.with(property, group)).toList();
            }
        }
        return List.of();
    }

    private static List<String> wanted(IssueQuery query, String property) {
        return query.lists().getOrDefault(property, List.of());
    }

    private static List<List<String>> groups(SonarFacet facet, List<String> wanted, long total) {
        // A facet counts beyond its own property's filter.
        List<SonarFacet.Value> values = facet.values().stream()
                .filter(value -> value.count() > 0)
                .filter(value -> !value.value().isBlank() && value.value().indexOf(',') < 0)
                .filter(value -> wanted.isEmpty() || wanted.contains(value.value()))
                .toList();
        if (values.stream().mapToLong(SonarFacet.Value::count).sum() != total) {
            return List.of();
        }
        List<List<String>> groups = new ArrayList<>();
        List<String> group = new ArrayList<>();
        long count = 0;
        for (SonarFacet.Value value : values) {
            if (!group.isEmpty() && count + value.count() > Part.WALL) {
                groups.add(group);
                group = new ArrayList<>();
                count = 0;
            }
            group.add(value.value());
            count += value.count();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
