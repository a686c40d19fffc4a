package io.throughline.sentry.usage;

import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.internal.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums by project, as {@code stats-summary} answers them.
 *
 * @param start beginning, or null
 * @param end end, or null
 * @param projects one for each project that sent something
 */
public record SentryUsageSummary(
        @Nullable Instant start, @Nullable Instant end, List<Project> projects) {

    public SentryUsageSummary {
        projects = Lists.copy(projects);
    }

    /**
     * A project.
     *
     * @param id its id
     * @param slug its slug, or null
     * @param stats sums by category
     */
    public record Project(String id, @Nullable String slug, List<Stats> stats) {
        public Project {
            stats = Lists.copy(stats);
        }
    }

    /**
     * Sums of a category.
     *
     * @param category {@code error}, {@code transaction}…, or null
     * @param outcomes number by outcome
     * @param totals sums over outcomes: {@code sum(quantity)}, {@code dropped}…
     */
    public record Stats(
            @Nullable String category,
            Map<String, @Nullable Double> outcomes,
            Map<String, @Nullable Double> totals) {
        public Stats {
            outcomes = Members.copy(outcomes);
            totals = Members.copy(totals);
        }
    }
}
