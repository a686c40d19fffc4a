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
 * @param sort the order
 * @param ids exactly these issues, whatever the other conditions are; empty for all
 * @param shortIdLookup whether a search that is a short id finds that issue
 * @param expand what else to tell of each issue: {@code owners}, {@code inbox}, {@code integrationIssues}…
 * @param pageSize issues a page, in {@code [1, 100]}
 */
public record IssueQuery(
        String search,
        List<String> projects,
        List<String> environments,
        @Nullable TimeWindow window,
        IssueSort sort,
        List<String> ids,
        boolean shortIdLookup,
        List<String> expand,
        int pageSize) {

    /** The most that Sentry gives in a page: {@value}. */
    public static final int LARGEST_PAGE = 100;

    public IssueQuery {
        Objects.requireNonNull(search, "search");
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        Objects.requireNonNull(sort, "sort");
        ids = List.copyOf(ids);
        expand = List.copyOf(expand);
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
        private IssueSort sort = IssueSort.LAST_SEEN;
        private final List<String> ids = new ArrayList<>();
        private boolean shortIdLookup;
        private final List<String> expand = new ArrayList<>();
        private int pageSize = LARGEST_PAGE;

        private Builder() {}

        /** Sets a search, for example {@code is:unresolved level:error}. */
        public Builder search(String value) {
            search = value;
            return this;
        }

        /** Sets a search put together from typed values. */
        public Builder search(SentrySearch value) {
            return search(value.toString());
        }

        /** Sets the order; the one seen last first otherwise. */
        public Builder sort(IssueSort value) {
            sort = value;
            return this;
        }

        /** Asks for exactly these issues, by id; Sentry then heeds no other condition. */
        public Builder ids(List<String> values) {
            ids.addAll(values);
            return this;
        }

        /** Lets a search that is a short id, such as {@code CHECKOUT-API-4F}, find that issue. */
        public Builder shortIdLookup() {
            shortIdLookup = true;
            return this;
        }

        /** Asks for more on each issue: {@code owners}, {@code inbox}, {@code integrationIssues}… */
        public Builder expand(String... names) {
            expand.addAll(List.of(names));
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
            return new IssueQuery(search, projects, environments, window, sort, ids, shortIdLookup, expand, pageSize);
        }
    }
}
