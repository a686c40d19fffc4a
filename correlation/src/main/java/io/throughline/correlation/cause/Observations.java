package io.throughline.correlation.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a system: who calls whom, and what was measured.
 *
 * @param calls may be empty; then nothing is explained by a callee
 * @param measures in any order; nothing depends on it
 */
public record Observations(Set<Call> calls, List<Measure> measures) {

    private static final Comparator<Measure> ORDER = Comparator.comparing(Measure::node)
            .thenComparing(measure -> measure.getClass().getSimpleName())
            .thenComparing(Measure::name)
            .thenComparing(Observations::instance);

    public Observations {
        calls = Collections.unmodifiableSortedSet(new TreeSet<>(calls));
        measures = measures.stream().sorted(ORDER).toList();
    }

    private static String instance(Measure measure) {
        return switch (kind(measure)) {
            case 0 -> ((Measure.Level) measure).instance();
            case 1 -> ((Measure.Passes) measure).sort().name();
            default -> "";
        };
    }

    private static int kind(Measure measure) {
        return measure instanceof Measure.Level ? 0 : measure instanceof Measure.Passes ? 1 : 2;
    }

    /** Returns the measures of a kind. */
    <M extends Measure> List<M> all(Class<M> kind) {
        return measures.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the callees of each caller, both ascending; a node's calls to itself are left out. */
    SortedMap<String, List<String>> callees() {
        SortedMap<String, List<String>> callees = new TreeMap<>();
        for (Call call : calls) {
            if (!call.caller().equals(call.callee())) {
                callees.computeIfAbsent(call.caller(), key -> new ArrayList<>()).add(call.callee());
            }
        }
        return callees;
    }
}
