package io.throughline.sentry.usage;

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
 * What became of what was sent, as {@code stats_v2} answers it: a plateau of accepted errors may only be a limit reached.
 *
 * @param start beginning, widened to a whole step, or null
 * @param end end, or null
 * @param intervals beginnings of the steps
 * @param groups one for each combination of the fields grouped by
 */
public record SentryOutcomes(
        @Nullable Instant start, @Nullable Instant end, List<Instant> intervals, List<Group> groups) {

    /** Stored. */
    public static final String ACCEPTED = "accepted";
    /** Refused by a filter that somebody set. */
    public static final String FILTERED = "filtered";
    /** Refused over a quota, a limit or spike protection. */
    public static final String RATE_LIMITED = "rate_limited";
    /** Dropped by the SDK itself, sampling included. */
    public static final String CLIENT_DISCARD = "client_discard";

    public SentryOutcomes {
        intervals = Lists.copy(intervals);
        groups = Lists.copy(groups);
    }

    /**
     * One group.
     *
     * @param by the fields grouped by, for example {@code outcome} to {@code rate_limited}
     * @param totals sums over the window by field, for example {@code sum(quantity)}
     * @param series sums of each step by field; empty when grouped by project
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
                series.forEach((field, values) -> copy.put(
                        field, values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values))));
            }
            series = Collections.unmodifiableMap(copy);
        }

        /** Returns what one of the fields grouped by is, as text, or null. */
        public @Nullable String by(String field) {
            Object value = by.get(field);
            return value == null ? null : value.toString();
        }

        /** Returns the outcome: {@code accepted}, {@code filtered}, {@code rate_limited}…, or null. */
        public @Nullable String outcome() {
            return by("outcome");
        }

        /** Returns the number of events. */
        public long quantity() {
            Double quantity = totals.get(UsageQuery.QUANTITY);
            return quantity == null ? 0 : Math.round(quantity);
        }

        /** Returns the steps of a field; empty if there are none. */
        public List<@Nullable Double> steps(String field) {
            return series.getOrDefault(field, List.of());
        }
    }
}
