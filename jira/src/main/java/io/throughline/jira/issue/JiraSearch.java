package io.throughline.jira.issue;

import io.throughline.jira.jql.Jql;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What to search for and how much of it to bring.
 *
 * @param jql the query
 * @param fields ids of the fields to bring; Jira brings only the id otherwise
 * @param changelog whether to bring the history of changes
 * @param properties keys of the issue properties to bring, at most {@value #MOST_PROPERTIES}; only on Jira Cloud
 * @param reconciled numeric ids of issues just written, at most {@value #MOST_RECONCILED}, which Jira Cloud's index is to
 *     be up to date about; Jira Data Center's index is so by itself
 * @param pageSize items asked for in one page, in {@code [1, 5000]}; Jira gives fewer at will
 */
public record JiraSearch(
        Jql jql,
        List<String> fields,
        boolean changelog,
        List<String> properties,
        List<String> reconciled,
        int pageSize) {

    /** The page size unless told otherwise: {@value}. */
    public static final int STANDARD_PAGE_SIZE = 100;
    /** The largest page size: {@value}. */
    public static final int LARGEST_PAGE_SIZE = 5_000;
    /** The most properties that a search brings: {@value}. */
    public static final int MOST_PROPERTIES = 5;
    /** The most issues that a search reconciles: {@value}. */
    public static final int MOST_RECONCILED = 50;

    public JiraSearch {
        Objects.requireNonNull(jql, "jql");
        fields = List.copyOf(fields);
        properties = List.copyOf(properties);
        reconciled = List.copyOf(reconciled);
        if (pageSize < 1 || pageSize > LARGEST_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize must be in [1, " + LARGEST_PAGE_SIZE + "], was " + pageSize);
        }
        if (properties.size() > MOST_PROPERTIES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_PROPERTIES + " properties can be brought, were " + properties.size());
        }
        if (reconciled.size() > MOST_RECONCILED) {
            throw new IllegalArgumentException(
                    "at most " + MOST_RECONCILED + " issues can be reconciled, were " + reconciled.size());
        }
        for (String id : reconciled) {
            if (!id.matches("\\d{1,18}")) {
                throw new IllegalArgumentException(
                        "issues are reconciled by their numeric ids, was '" + id + "': read the id of the key first");
            }
        }
    }

    /** Returns a builder for a search that brings the fields {@code *navigable}. */
    public static Builder builder(Jql jql) {
        return new Builder(jql);
    }

    /** Returns a builder that begins with what this search says. */
    public Builder toBuilder() {
        Builder builder = new Builder(jql).fields(fields).changelog(changelog).pageSize(pageSize);
        return builder.properties(properties).reconcile(reconciled);
    }

    /** Puts a search together. Not thread-safe, reusable. */
    public static final class Builder {

        private Jql jql;
        private List<String> fields = List.of("*navigable");
        private boolean changelog;
        private List<String> properties = List.of();
        private List<String> reconciled = List.of();
        private int pageSize = STANDARD_PAGE_SIZE;

        private Builder(Jql jql) {
            this.jql = jql;
        }

        /** Sets the query. */
        public Builder jql(Jql value) {
            jql = Objects.requireNonNull(value, "jql");
            return this;
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

        /** Sets the keys of the issue properties to bring. */
        public Builder properties(Collection<String> keys) {
            properties = List.copyOf(keys);
            return this;
        }

        /** Sets the numeric ids of issues just written, so that the search knows of them as they are now. */
        public Builder reconcile(Collection<String> ids) {
            reconciled = List.copyOf(ids);
            return this;
        }

        /** Sets the number of items asked for in one page. */
        public Builder pageSize(int value) {
            pageSize = value;
            return this;
        }

        /** Returns the search. */
        public JiraSearch build() {
            return new JiraSearch(jql, fields, changelog, properties, reconciled, pageSize);
        }
    }
}
