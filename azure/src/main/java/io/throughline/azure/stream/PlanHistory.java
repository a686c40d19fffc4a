package io.throughline.azure.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When each plan of each query was last used, to tell a plan that is new from one that comes and goes. Uses must be told
 * in ascending time. Not thread-safe.
 */
final class PlanHistory {

    /** A plan not used for this long counts as new when it comes back. */
    static final Duration MEMORY = Duration.ofDays(1);

    private final Map<Query, TreeMap<String, Uses>> plans = new HashMap<>();

    /** The last use of a plan, and the last one before that: within one step a query may use several plans. */
    private record Uses(Instant last, @Nullable Instant earlier) {

        Uses and(Instant at) {
            return at.isAfter(last) ? new Uses(at, last) : this;
        }

        @Nullable
        Instant lastBefore(Instant at) {
            return last.isBefore(at) ? last : earlier;
        }
    }

    /** A query of a server. */
    record Query(String server, String query) {}

    /** A plan's first use for a day, and the plan used last before it. */
    record Change(String previousPlan) {}

    /** Notes the last use of a plan before what is told by {@link #used}. */
    void add(Query query, String plan, Instant last) {
        if (!plan.isEmpty()) {
            note(query, plan, last);
        }
    }

    /** Notes a use; returns the change if the query ran before, but not with this plan. */
    Optional<Change> used(Query query, String plan, Instant at) {
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        Instant oldest = at.minus(MEMORY);
        TreeMap<String, Uses> known = plans.getOrDefault(query, new TreeMap<>());
        String previous = null;
        Instant previousUse = oldest.minusNanos(1);
        boolean isNew = true;
        for (Map.Entry<String, Uses> entry : known.entrySet()) {
            Instant use = entry.getValue().lastBefore(at);
            if (use == null || use.isBefore(oldest)) {
                continue;
            }
            if (entry.getKey().equals(plan)) {
                isNew = false;
            } else if (use.isAfter(previousUse)) {
                previous = entry.getKey();
                previousUse = use;
            }
        }
        note(query, plan, at);
        return isNew && previous != null ? Optional.of(new Change(previous)) : Optional.empty();
    }

    private void note(Query query, String plan, Instant at) {
        plans.computeIfAbsent(query, key -> new TreeMap<>())
                .merge(plan, new Uses(at, null), (known, use) -> known.and(use.last()));
    }
}
