package io.throughline.sentry.session;

import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.internal.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Release health. Rates are fractions, 0 to 1; a rate without sessions is null, neither 0 nor 1.
 *
 * @param start beginning, widened to a whole step, or null
 * @param end end, or null
 * @param intervals beginnings of the steps
 * @param groups one for each combination of what was grouped by
 * @param cut whether Sentry may have left groups out, because even one step has more of them than it answers
 */
public record SentrySessions(
        @Nullable Instant start,
        @Nullable Instant end,
        List<Instant> intervals,
        List<Group> groups,
        boolean cut) {

    public SentrySessions {
        intervals = Lists.copy(intervals);
        groups = Lists.copy(groups);
    }

    /**
     * One group.
     *
     * @param by what was grouped by, for example {@code release} to a version; {@code project} is a number
     * @param totals number of the window by field; null where there is none
     * @param series a number for each step, or null, by field
     */
    public record Group(
            Map<String, @Nullable Object> by,
            Map<String, @Nullable Double> totals,
            Map<String, List<@Nullable Double>> series) {

        public Group {
            by = Members.copy(by);
            totals = Members.copy(totals);
            Map<String, List<@Nullable Double>> copy = new TreeMap<>();
            if (series != null) {
                series.forEach((field, values) ->
                        copy.put(field, values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values))));
            }
            series = Collections.unmodifiableMap(copy);
        }

        /** Returns what one of the fields grouped by is, as text, or null. */
        public @Nullable String by(String field) {
            Object value = by.get(field);
            return value == null ? null : value.toString();
        }

        /** Returns the total of a field, or null if there is none. */
        public @Nullable Double total(String field) {
            return totals.get(field);
        }

        /** Returns the steps of a field; empty if they were not asked for. */
        public List<@Nullable Double> steps(String field) {
            return series.getOrDefault(field, List.of());
        }
    }

    SentrySessions cutOff() {
        return new SentrySessions(start, end, intervals, groups, true);
    }
}
