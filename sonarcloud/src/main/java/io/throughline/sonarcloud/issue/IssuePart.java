package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.internal.Part;
import io.throughline.sonarcloud.internal.ProjectFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Issues of a span of creation, then of a severity, then of a type, then of components: in this order, as a date never
 * changes and costs no look-up of what there is.
 *
 * @param query the issues
 * @param components keys of components, each without what is below it; empty for the whole project
 */
record IssuePart(IssueSearch search, IssueQuery query, List<String> components) implements Part<SonarIssue> {

    private static final List<String> DIMENSIONS = List.of("severities", "types", "rules");
    private static final int LONGEST_FACET = 100;

    IssuePart {
        components = List.copyOf(components);
    }

    @Override
    public Paged<SonarIssue> list() {
        return search.paged(query, components, "CREATION_DATE", true);
    }

    @Override
    public String key(SonarIssue item) {
        return item.key();
    }

    @Override
    public List<IssuePart> split() {
        if (components.size() > 1) {
            int half = components.size() / 2;
            return List.of(
                    new IssuePart(search, query, components.subList(0, half)),
                    new IssuePart(search, query, components.subList(half, components.size())));
        }
        List<IssuePart> smaller = components.isEmpty() ? byDate() : List.of();
        for (String dimension : DIMENSIONS) {
            smaller = smaller.isEmpty() ? byValue(dimension) : smaller;
        }
        return smaller.isEmpty() && components.isEmpty() ? byComponent() : smaller;
    }

    private List<IssuePart> byDate() {
        Instant first = search.creationDate(query, true);
        Instant last = search.creationDate(query, false);
        // Servers tell whole seconds and compare in them.
        Duration span = Duration.between(first, last);
        if (span.getSeconds() < 1) {
            return List.of();
        }
        Instant middle =
                first.plus(span.dividedBy(2)).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return List.of(
                new IssuePart(search, query.createdBefore(middle), components),
                new IssuePart(search, query.createdFrom(middle), components));
    }

    /** Splits by the values that there are, if the server names all of them. */
    private List<IssuePart> byValue(String dimension) {
        if (query.lists().getOrDefault(dimension, List.of()).size() == 1) {
            return List.of();
        }
        IssueSearch.Counts counts = search.count(query, components, dimension);
        long named = counts.facet().values().stream()
                .mapToLong(SonarFacet.Value::count)
                .sum();
        List<String> values = counts.facet().values().stream()
                .filter(value -> value.count() > 0)
                .map(SonarFacet.Value::value)
                .sorted()
                .toList();
        boolean whole = named == counts.total() && values.size() < LONGEST_FACET;
        if (!whole || values.size() < 2 || values.stream().anyMatch(value -> value.isBlank() || value.contains(","))) {
            return List.of();
        }
        return values.stream()
                .map(value -> new IssuePart(search, query.with(dimension, List.of(value)), components))
                .toList();
    }

    private List<IssuePart> byComponent() {
        List<String> keys = new ArrayList<>();
        for (ProjectFiles.Item item :
                ProjectFiles.list(search.calls(), query.project(), query.branch(), query.pullRequest())) {
            keys.add(item.key());
        }
        List<IssuePart> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += IssueSearch.MOST_COMPONENTS) {
            int to = Math.min(keys.size(), from + IssueSearch.MOST_COMPONENTS);
            parts.add(new IssuePart(search, query, keys.subList(from, to)));
        }
        return parts;
    }

    @Override
    public String describe() {
        return Objects.toString(query) + (components.isEmpty() ? "" : " in " + String.join(", ", components));
    }
}
