package io.throughline.sentry.explore;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for a table of events: {@code events/}. Immutable.
 *
 * @param dataset {@code errors}, {@code spans}, {@code logs}…
 * @param fields columns, 1 to 20: fields, {@code tags[name]}, functions such as {@code p95(span.duration)}, or {@code
 *     equation|a / b}; any function groups by the other columns
 * @param search Sentry's search language; empty for all
 * @param sort one of the fields, {@code -} first for descending, or null
 * @param projects ids; empty for every project the token may see
 * @param environments empty for all
 * @param window the span of event time, or null for Sentry's 90 days
 * @param pageSize rows of a page, 1 to 100
 */
public record EventsQuery(
        String dataset,
        List<String> fields,
        String search,
        @Nullable String sort,
        List<String> projects,
        List<String> environments,
        @Nullable TimeWindow window,
        int pageSize) {

    /** The most columns: {@value}. */
    public static final int MOST_FIELDS = 20;

    public EventsQuery {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(search, "search");
        fields = List.copyOf(fields);
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("fields must be 1 to " + MOST_FIELDS + ", were " + fields.size());
        }
        if (sort != null && !fields.contains(sort.startsWith("-") ? sort.substring(1) : sort)) {
            throw new IllegalArgumentException("sort must be one of the fields " + fields + ", was " + sort);
        }
        if (pageSize < 1 || pageSize > SentryCalls.LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "pageSize must be in [1, " + SentryCalls.LARGEST_PAGE + "], was " + pageSize);
        }
    }

    /** Returns a builder of a question. */
    public static Builder builder(String dataset, String... fields) {
        return new Builder(dataset, List.of(fields));
    }

    /** Puts a question together. Not thread-safe. */
    public static final class Builder {

        private final String dataset;
        private final List<String> fields;
        private String search = "";
        private @Nullable String sort;
        private List<String> projects = List.of();
        private List<String> environments = List.of();
        private @Nullable TimeWindow window;
        private int pageSize = SentryCalls.LARGEST_PAGE;

        private Builder(String dataset, List<String> fields) {
            this.dataset = dataset;
            this.fields = fields;
        }

        /** Sets a search in Sentry's language. */
        public Builder search(String words) {
            search = words;
            return this;
        }

        /** Sets the order: one of the fields, {@code -} first for descending. */
        public Builder sort(String field) {
            sort = field;
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

        /** Sets the span of event time. */
        public Builder window(TimeWindow span) {
            window = span;
            return this;
        }

        /** Sets the rows of a page; 100 otherwise. */
        public Builder pageSize(int rows) {
            pageSize = rows;
            return this;
        }

        /** Returns the question. */
        public EventsQuery build() {
            return new EventsQuery(dataset, fields, search, sort, projects, environments, window, pageSize);
        }
    }
}
