package io.throughline.sentry.explore;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for {@code events-timeseries}. Immutable.
 *
 * @param dataset {@code errors}, {@code spans}…
 * @param yAxes the functions, for example {@code count()} and {@code p95(span.duration)}; at least one
 * @param search Sentry's search language; empty for all
 * @param projects ids; empty for every project the token may see
 * @param environments empty for all
 * @param window the span of event time
 * @param interval width of the steps, whole seconds; Sentry takes a wider one if it must
 * @param groupBy fields to group by; empty for a single series of each function
 * @param topGroups the number of groups with the highest values to give, in {@code [1, 10]}
 * @param sort what the highest groups are chosen by, {@code -} first for descending; null for the first function
 * @param withOther whether the groups beyond come as one series more
 * @param comparison how long before, whole seconds, lies the value that each is to be compared with, or null
 * @param extrapolated whether Sentry weighs events that were sampled
 */
public record TimeSeriesQuery(
        String dataset,
        List<String> yAxes,
        String search,
        List<String> projects,
        List<String> environments,
        TimeWindow window,
        Duration interval,
        List<String> groupBy,
        int topGroups,
        @Nullable String sort,
        boolean withOther,
        @Nullable Duration comparison,
        boolean extrapolated) {

    /** The most groups that Sentry gives in one answer: {@value}. */
    public static final int MOST_GROUPS = 10;

    public TimeSeriesQuery {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(window, "window");
        yAxes = List.copyOf(yAxes);
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        groupBy = List.copyOf(groupBy);
        if (yAxes.isEmpty()) {
            throw new IllegalArgumentException("yAxes must name a function, for example count()");
        }
        requireWholeSeconds("interval", interval);
        if (comparison != null) {
            requireWholeSeconds("comparison", comparison);
        }
        if (topGroups < 1 || topGroups > MOST_GROUPS) {
            throw new IllegalArgumentException("topGroups must be in [1, " + MOST_GROUPS + "], was " + topGroups);
        }
    }

    private static void requireWholeSeconds(String name, Duration value) {
        if (value.toSeconds() < 1 || value.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds, was " + value);
        }
    }

    /** Returns a builder of a question. */
    public static Builder builder(String dataset, TimeWindow window, Duration interval) {
        return new Builder(dataset, window, interval);
    }

    /** Returns a question for the number of error events, as one series. */
    public static TimeSeriesQuery errors(TimeWindow window, Duration interval) {
        return builder("errors", window, interval).build();
    }

    /** Returns the same question within projects (ids). */
    public TimeSeriesQuery inProjects(List<String> ids) {
        return toBuilder().projects(ids).build();
    }

    /** Returns the same question within environments. */
    public TimeSeriesQuery inEnvironments(List<String> names) {
        return toBuilder().environments(names).build();
    }

    /** Returns the same question with a search. */
    public TimeSeriesQuery searching(String words) {
        return toBuilder().search(words).build();
    }

    /** Returns the same question by group. */
    public TimeSeriesQuery groupedBy(String... fields) {
        return toBuilder().groupBy(fields).build();
    }

    /** Returns what the highest groups are chosen by, whether it was said or not. */
    String order() {
        return sort == null ? "-" + yAxes.get(0) : sort;
    }

    /** Returns a builder that begins with this. */
    public Builder toBuilder() {
        Builder builder = new Builder(dataset, window, interval);
        builder.yAxes = yAxes;
        builder.search = search;
        builder.projects = projects;
        builder.environments = environments;
        builder.groupBy = groupBy;
        builder.topGroups = topGroups;
        builder.sort = sort;
        builder.withOther = withOther;
        builder.comparison = comparison;
        builder.extrapolated = extrapolated;
        return builder;
    }

    /** Puts a question together. Not thread-safe. */
    public static final class Builder {

        private final String dataset;
        private final TimeWindow window;
        private final Duration interval;
        private List<String> yAxes = List.of("count()");
        private String search = "";
        private List<String> projects = List.of();
        private List<String> environments = List.of();
        private List<String> groupBy = List.of();
        private int topGroups = MOST_GROUPS;
        private @Nullable String sort;
        private boolean withOther = true;
        private @Nullable Duration comparison;
        private boolean extrapolated = true;

        private Builder(String dataset, TimeWindow window, Duration interval) {
            this.dataset = dataset;
            this.window = window;
            this.interval = interval;
        }

        /** Sets the functions; {@code count()} otherwise. */
        public Builder yAxes(String... functions) {
            yAxes = List.of(functions);
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

        /** Sets the fields to group by. */
        public Builder groupBy(String... fields) {
            groupBy = List.of(fields);
            return this;
        }

        /** Sets how many groups to give, 10 at most. */
        public Builder topGroups(int most) {
            topGroups = most;
            return this;
        }

        /** Sets what the highest groups are chosen by, {@code -} first for descending. */
        public Builder sort(String function) {
            sort = function;
            return this;
        }

        /** Leaves out the series of the groups beyond. */
        public Builder withoutOther() {
            withOther = false;
            return this;
        }

        /** Asks for the value of so long before as well. */
        public Builder comparedWith(Duration before) {
            comparison = before;
            return this;
        }

        /** Asks for the numbers of the events that were kept, not of those they stand for. */
        public Builder asSampled() {
            extrapolated = false;
            return this;
        }

        /** Returns the question. */
        public TimeSeriesQuery build() {
            return new TimeSeriesQuery(
                    dataset,
                    yAxes,
                    search,
                    projects,
                    environments,
                    window,
                    interval,
                    groupBy,
                    topGroups,
                    sort,
                    withOther,
                    comparison,
                    extrapolated);
        }
    }
}
