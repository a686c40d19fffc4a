package io.throughline.azure.stream;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the number of names bounded: of each scope and hour the most frequent keep theirs. By hours, so that a window
 * says the same whether it is read alone or within a longer one. First all are counted, then asked for.
 */
final class TopNames {

    /** The name of all that are not among the most frequent. */
    static final String OTHER = "(other)";

    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Map<Scope, Map<String, Long>> counted = new HashMap<>();
    private final Map<Scope, Set<String>> kept = new HashMap<>();

    TopNames(int most) {
        this.most = most;
    }

    private record Scope(String name, Instant hour) {}

    void count(String scope, Instant at, String name, long weight) {
        counted.computeIfAbsent(scopeOf(scope, at), key -> new HashMap<>()).merge(name, weight, Long::sum);
    }

    /** Tells whether a name keeps its own place. */
    boolean keeps(String scope, Instant at, String name) {
        return kept.computeIfAbsent(scopeOf(scope, at), this::topOf).contains(name);
    }

    /** Returns the name, or {@link #OTHER}. */
    String of(String scope, Instant at, String name) {
        return keeps(scope, at, name) ? name : OTHER;
    }

    /** Tells whether any name lost its place. */
    boolean folds() {
        return counted.values().stream().anyMatch(names -> names.size() > most);
    }

    private Set<String> topOf(Scope scope) {
        return counted.getOrDefault(scope, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Scope scopeOf(String name, Instant at) {
        return new Scope(name, TimeWindow.onGrid(at, HOUR).from());
    }
}
