package io.throughline.sentry.usage;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A question for {@code stats_v2}. Immutable. With the project among the fields grouped by, Sentry gives totals and no
 * series.
 *
 * @param field {@link #QUANTITY} or {@link #TIMES_SEEN}
 * @param groupBy of outcome, category, reason and project; at least one
 * @param categories {@code error}, {@code transaction}…; empty for all
 * @param outcomes {@code accepted}, {@code rate_limited}…; empty for all
 * @param projects ids; empty for every project the token may see
 * @param window the span of time; Sentry widens it to whole steps
 * @param interval width of the steps, from an hour to a day, dividing a day
 */
public record UsageQuery(
        String field,
        List<String> groupBy,
        List<String> categories,
        List<String> outcomes,
        List<String> projects,
        TimeWindow window,
        Duration interval) {

    /** Events; bytes for attachments. */
    public static final String QUANTITY = "sum(quantity)";
    /** Times that something was seen; sessions and attachments by number. */
    public static final String TIMES_SEEN = "sum(times_seen)";

    public UsageQuery {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(window, "window");
        groupBy = List.copyOf(groupBy);
        categories = List.copyOf(categories);
        outcomes = List.copyOf(outcomes);
        projects = List.copyOf(projects);
        if (groupBy.isEmpty()) {
            throw new IllegalArgumentException("groupBy must name outcome, category, reason or project");
        }
        long seconds = interval.toSeconds();
        if (seconds < 3600 || seconds > 86_400 || 86_400 % seconds != 0) {
            throw new IllegalArgumentException("interval must be an hour to a day and divide a day, was " + interval);
        }
    }

    /** Returns a builder of a question for quantities by the hour. */
    public static Builder builder(TimeWindow window, String... groupBy) {
        return new Builder(window, List.of(groupBy));
    }

    /** Puts a question together. Not thread-safe. */
    public static final class Builder {

        private final TimeWindow window;
        private final List<String> groupBy;
        private String field = QUANTITY;
        private List<String> categories = List.of();
        private List<String> outcomes = List.of();
        private List<String> projects = List.of();
        private Duration interval = Duration.ofHours(1);

        private Builder(TimeWindow window, List<String> groupBy) {
            this.window = window;
            this.groupBy = groupBy;
        }

        /** Sets what is summed up. */
        public Builder field(String name) {
            field = name;
            return this;
        }

        /** Sets the categories. */
        public Builder categories(String... names) {
            categories = List.of(names);
            return this;
        }

        /** Sets the outcomes. */
        public Builder outcomes(String... names) {
            outcomes = List.of(names);
            return this;
        }

        /** Sets the projects by id. */
        public Builder projects(List<String> ids) {
            projects = ids;
            return this;
        }

        /** Sets the width of the steps. */
        public Builder interval(Duration width) {
            interval = width;
            return this;
        }

        /** Returns the question. */
        public UsageQuery build() {
            return new UsageQuery(field, groupBy, categories, outcomes, projects, window, interval);
        }
    }
}
