package io.throughline.sentry.issue;

import io.throughline.core.telemetry.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which issues to list.
 *
 * @param search Sentry's search language; empty for all, whatever their status
 * @param projects ids; empty for every project the token may see
 * @param environments empty for all
 * @param window issues with an event in it, or null for Sentry's default of 90 days
 * @param pageSize issues a page, in {@code [1, 100]}
 */
public record IssueQuery(
        String search,
        List<String> projects,
        List<String> environments,
        @Nullable TimeWindow window,
        int pageSize) {

    /** The most that Sentry gives in a page: {@value}. */
    public static final int LARGEST_PAGE = 100;

    public IssueQuery {
        Objects.requireNonNull(search, "search");
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException("pageSize must be in [1, " + LARGEST_PAGE + "], was " + pageSize);
        }
    }

    /** Returns a builder for all issues in pages of the largest size. */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts a query together. Not thread-safe. */
    public static final class Builder {

        private String search = "";
        private final List<String> projects = new ArrayList<>();
        private final List<String> environments = new ArrayList<>();
        private @Nullable TimeWindow window;
        private int pageSize = LARGEST_PAGE;

        private Builder() {}

        /** Sets a search, for example {@code is:unresolved level:error}. */
        public Builder search(String value) {
            search = value;
            return this;
        }

        /** Adds projects by id. */
        public Builder projects(List<String> ids) {
            projects.addAll(ids);
            return this;
        }

        /** Adds environments. */
        public Builder environments(List<String> names) {
            environments.addAll(names);
            return this;
        }

        /** Sets the window in which an issue must have an event. */
        public Builder window(TimeWindow value) {
            window = value;
            return this;
        }

        /** Sets the number of issues a page. */
        public Builder pageSize(int value) {
            pageSize = value;
            return this;
        }

        /** Returns the query. */
        public IssueQuery build() {
            return new IssueQuery(search, projects, environments, window, pageSize);
        }
    }
}
