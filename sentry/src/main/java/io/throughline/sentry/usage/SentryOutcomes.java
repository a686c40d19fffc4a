package io.throughline.sentry.usage;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events that were sent, as {@code stats_v2} answers it: a plateau of accepted errors may only be a
 * limit reached.
 *
 * @param intervals beginnings of the steps
 * @param groups one for each combination of the fields grouped by
 */
public record SentryOutcomes(List<Instant> intervals, List<Group> groups) {

    public SentryOutcomes {
        intervals = Lists.copy(intervals);
        groups = Lists.copy(groups);
    }

    /**
     * One group.
     *
     * @param by the fields grouped by, for example {@code outcome} to {@code rate_limited}
     * @param totals sums over the window by field, for example {@code sum(quantity)}
     */
    public record Group(Map<String, Object> by, Map<String, @Nullable Double> totals) {

        public Group {
            by = by == null ? Map.of() : Map.copyOf(by);
            totals = totals == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(totals));
        }

        /** Returns the outcome: {@code accepted}, {@code filtered}, {@code rate_limited}…, or null. */
        public @Nullable String outcome() {
            Object outcome = by.get("outcome");
            return outcome == null ? null : outcome.toString();
        }

        /** Returns the number of events. */
        public long quantity() {
            Double quantity = totals.get("sum(quantity)");
            return quantity == null ? 0 : Math.round(quantity);
        }
    }
}
