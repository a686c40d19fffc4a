package io.throughline.jira.issue;

import io.throughline.jira.jql.Jql;
import java.util.List;
import java.util.Objects;

/**
 * What to search for and how much of it to bring.
 *
 * @param jql the query
 * @param fields ids of the fields to bring; Jira brings only the id otherwise
 * @param changelog whether to bring the history of changes
 * @param pageSize items asked for in one page, in {@code [1, 5000]}; Jira gives fewer at will
 */
public record JiraSearch(Jql jql, List<String> fields, boolean changelog, int pageSize) {

    /** The page size unless told otherwise: {@value}. */
    public static final int STANDARD_PAGE_SIZE = 100;
    /** The largest page size: {@value}. */
    public static final int LARGEST_PAGE_SIZE = 5_000;

    public JiraSearch {
        Objects.requireNonNull(jql, "jql");
        fields = List.copyOf(fields);
        if (pageSize < 1 || pageSize > LARGEST_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize must be in [1, " + LARGEST_PAGE_SIZE + "], was " + pageSize);
        }
    }

    /** Returns a builder for a search that brings the fields {@code *navigable}. */
    public static Builder builder(Jql jql) {
        return new Builder(jql);
    }

    /** Puts a search together. Not thread-safe, reusable. */
    public static final class Builder {

        private final Jql jql;
        private List<String> fields = List.of("*navigable");
        private boolean changelog;
        private int pageSize = STANDARD_PAGE_SIZE;

        private Builder(Jql jql) {
            this.jql = jql;
        }

        /** Sets the ids of the fields to bring, such as {@code summary}, {@code customfield_10010} or {@code *all}. */
        public Builder fields(String... ids) {
            fields = List.of(ids);
            return this;
        }

        /** Sets the ids of the fields to bring. */
        public Builder fields(List<String> ids) {
            fields = List.copyOf(ids);
            return this;
        }

        /** Sets whether to bring the history of changes. */
        public Builder changelog(boolean value) {
            changelog = value;
            return this;
        }

        /** Sets the number of items asked for in one page. */
        public Builder pageSize(int value) {
            pageSize = value;
            return this;
        }

        /** Returns the search. */
        public JiraSearch build() {
            return new JiraSearch(jql, fields, changelog, pageSize);
        }
    }
}
