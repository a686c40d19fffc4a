package io.throughline.sentry.session;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for release health. Immutable.
 *
 * @param fields {@code sum(session)}, {@code count_unique(user)}, {@code crash_free_rate(session)}…; at least one
 * @param groupBy of project, release, environment and session.status
 * @param search Sentry's search language; empty for all
 * @param projects ids; empty for every project the token may see
 * @param environments empty for all
 * @param window the span of time; Sentry widens it to whole steps
 * @param interval width of the steps, from an hour to a day, dividing a day
 * @param orderBy one of the fields, {@code -} first for descending, or null
 * @param totals whether numbers of the whole window are wanted
 * @param series whether numbers of each step are wanted
 */
public record SessionsQuery(
        List<String> fields,
        List<String> groupBy,
        String search,
        List<String> projects,
        List<String> environments,
        TimeWindow window,
        Duration interval,
        @Nullable String orderBy,
        boolean totals,
        boolean series) {

    /** Number of sessions. */
    public static final String SESSIONS = "sum(session)";
    /** Share of sessions that did not crash, 0 to 1; null without sessions. */
    public static final String CRASH_FREE_SESSIONS = "crash_free_rate(session)";
    /** Share of users without a crash, 0 to 1; null without users. */
    public static final String CRASH_FREE_USERS = "crash_free_rate(user)";

    static final String STATUS = "session.status";

    public SessionsQuery {
        fields = List.copyOf(fields);
        groupBy = List.copyOf(groupBy);
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(window, "window");
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("fields must name a number, for example " + SESSIONS);
        }
        long seconds = interval.toSeconds();
        if (seconds < 3600 || seconds > 86_400 || 86_400 % seconds != 0) {
            throw new IllegalArgumentException("interval must be an hour to a day and divide a day, was " + interval);
        }
        if (groupBy.contains(STATUS) && fields.stream().anyMatch(field -> field.contains("_rate("))) {
            throw new IllegalArgumentException("rates cannot be grouped by " + STATUS + "; ask for " + SESSIONS);
        }
        if (orderBy != null && !fields.contains(orderBy.startsWith("-") ? orderBy.substring(1) : orderBy)) {
            throw new IllegalArgumentException("orderBy must be one of the fields " + fields + ", was " + orderBy);
        }
        if (!totals && !series) {
            throw new IllegalArgumentException("totals, series or both must be wanted");
        }
    }

    /** Returns a builder of a question with steps of an hour. */
    public static Builder builder(TimeWindow window, String... fields) {
        return new Builder(window, List.of(fields));
    }

    SessionsQuery over(TimeWindow part) {
        return new SessionsQuery(fields, groupBy, search, projects, environments, part, interval, orderBy, false, true);
    }

    SessionsQuery onlyTotals() {
        return new SessionsQuery(
                fields, groupBy, search, projects, environments, window, interval, orderBy, true, false);
    }

    /** Puts a question together. Not thread-safe. */
    public static final class Builder {

        private final TimeWindow window;
        private final List<String> fields;
        private List<String> groupBy = List.of();
        private String search = "";
        private List<String> projects = List.of();
        private List<String> environments = List.of();
        private Duration interval = Duration.ofHours(1);
        private @Nullable String orderBy;
        private boolean totals = true;
        private boolean series = true;

        private Builder(TimeWindow window, List<String> fields) {
            this.window = window;
            this.fields = fields;
        }

        /** Sets what to group by. */
        public Builder groupBy(String... names) {
            groupBy = List.of(names);
            return this;
        }

        /** Sets a search in Sentry's language. */
        public Builder search(String words) {
            search = words;
            return this;
        }

        /** Sets the projects by id. */
        public Builder projects(List<String> ids) {
            projects = ids;
            return this;
        }

        /** Sets the environments. */
        public Builder environments(List<String> names) {
            environments = names;
            return this;
        }

        /** Sets the width of the steps; an hour otherwise. */
        public Builder interval(Duration width) {
            interval = width;
            return this;
        }

        /** Sets the order of the groups. */
        public Builder orderBy(String field) {
            orderBy = field;
            return this;
        }

        /** Leaves the series out. */
        public Builder onlyTotals() {
            series = false;
            return this;
        }

        /** Leaves the totals out. */
        public Builder onlySeries() {
            totals = false;
            return this;
        }

        /** Returns the question. */
        public SessionsQuery build() {
            return new SessionsQuery(
                    fields, groupBy, search, projects, environments, window, interval, orderBy, totals, series);
        }
    }
}
