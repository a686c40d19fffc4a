package io.throughline.sentry.explore;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for {@code events-timeseries}.
 *
 * @param dataset {@code errors}, {@code spans}…
 * @param yAxis the function, for example {@code count()}
 * @param search Sentry's search language; empty for all
 * @param projects ids; empty for every project the token may see
 * @param environments empty for all
 * @param window the span of event time
 * @param interval width of the steps, whole seconds
 * @param groupBy a field to group by, or null for a single series
 * @param topGroups the number of groups with the highest values to give, in {@code [1, 10]}; the rest come as one
 *     series
 */
public record TimeSeriesQuery(
        String dataset,
        String yAxis,
        String search,
        List<String> projects,
        List<String> environments,
        TimeWindow window,
        Duration interval,
        @Nullable String groupBy,
        int topGroups) {

    /** The most groups that Sentry gives in one answer: {@value}. */
    public static final int MOST_GROUPS = 10;

    public TimeSeriesQuery {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(yAxis, "yAxis");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(window, "window");
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        if (interval.toSeconds() < 1 || interval.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("interval must be whole seconds, was " + interval);
        }
        if (topGroups < 1 || topGroups > MOST_GROUPS) {
            throw new IllegalArgumentException("topGroups must be in [1, " + MOST_GROUPS + "], was " + topGroups);
        }
    }

    /** Returns a question for the number of error events, as one series. */
    public static TimeSeriesQuery errors(TimeWindow window, Duration interval) {
        return new TimeSeriesQuery("errors", "count()", "", List.of(), List.of(), window, interval, null, MOST_GROUPS);
    }

    /** Returns the same question within projects (ids). */
    public TimeSeriesQuery inProjects(List<String> ids) {
        return new TimeSeriesQuery(dataset, yAxis, search, ids, environments, window, interval, groupBy, topGroups);
    }

    /** Returns the same question within environments. */
    public TimeSeriesQuery inEnvironments(List<String> names) {
        return new TimeSeriesQuery(dataset, yAxis, search, projects, names, window, interval, groupBy, topGroups);
    }

    /** Returns the same question with a search. */
    public TimeSeriesQuery searching(String words) {
        return new TimeSeriesQuery(dataset, yAxis, words, projects, environments, window, interval, groupBy, topGroups);
    }

    /** Returns the same question by group. */
    public TimeSeriesQuery groupedBy(String field) {
        return new TimeSeriesQuery(dataset, yAxis, search, projects, environments, window, interval, field, topGroups);
    }
}
