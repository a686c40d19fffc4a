package io.throughline.examples.dashboards.view;

import java.util.List;
import java.util.Map;

/**
 * What is shown of the pairs that were tested, and how many there are of each verdict.
 *
 * @param shown the pairs that tell most, conclusions first; not all of them
 * @param verdicts number of all pairs by verdict
 */
public record Links(List<LinkRow> shown, Map<String, Integer> verdicts) {

    public Links {
        shown = List.copyOf(shown);
        verdicts = Map.copyOf(verdicts);
    }

    /** Returns the number of all pairs. */
    public int total() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of pairs with a verdict. */
    public int count(String verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /** Returns the shown pairs with a conclusion. */
    public List<LinkRow> concluded() {
        return shown.stream()
                .filter(link -> !link.verdict().equals("coincident"))
                .toList();
    }

    /** Returns the shown pairs without one. */
    public List<LinkRow> coincident() {
        return shown.stream()
                .filter(link -> link.verdict().equals("coincident"))
                .toList();
    }
}
