package io.throughline.correlation.replay;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the steps of a replay had to go by.
 *
 * @param steps how many there were
 * @param empty in how many nothing at all was known: no series and no event
 * @param incomplete in how many some stream had not been read whole, or nothing was known about the streams
 * @param gaps for each stream that had not been read whole, in how many steps
 * @param blind for each rule that nothing could have met, in how many steps
 */
public record Conditions(
        int steps, int empty, int incomplete, SortedMap<String, Integer> gaps, SortedMap<String, Integer> blind) {

    public Conditions {
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
        blind = Collections.unmodifiableSortedMap(new TreeMap<>(blind));
    }

    /** Tells whether every step had every stream whole. */
    public boolean isComplete() {
        return incomplete == 0;
    }

    /** Counts steps. */
    static final class Count {

        private final TreeMap<String, Integer> gaps = new TreeMap<>();
        private final TreeMap<String, Integer> blind = new TreeMap<>();
        private int steps;
        private int empty;
        private int incomplete;

        /** Adds so many steps that went by one window. */
        void add(int number, TelemetryWindow window, Iterable<String> blindRules) {
            steps += number;
            empty += window.series().isEmpty() && window.events().isEmpty() ? number : 0;
            incomplete += window.completeness().isComplete() ? 0 : number;
            for (StreamCompleteness gap : window.completeness().gaps()) {
                gaps.merge(gap.stream(), number, Integer::sum);
            }
            blindRules.forEach(rule -> blind.merge(rule, number, Integer::sum));
        }

        Conditions result() {
            return new Conditions(steps, empty, incomplete, gaps, blind);
        }
    }
}
