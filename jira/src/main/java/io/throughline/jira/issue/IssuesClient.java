package io.throughline.jira.issue;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.jql.Jql;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues: found, read, written. Immutable and thread-safe. */
public final class IssuesClient {

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#issues} has one. */
    public IssuesClient(JiraCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns the issues that a search finds, lazily; one call for each page. Jira's index lags behind changes by seconds,
     * sometimes minutes.
     */
    public Paged<JiraIssue> search(JiraSearch search) {
        return Paged.of(token -> {
            SearchPage page = calls.post("search issues", "/search/jql")
                    .json(SearchBody.of(search, token))
                    .idempotent()
                    .fetch(SearchPage.class);
            boolean last = Boolean.TRUE.equals(page.isLast()) || isEmpty(page.nextPageToken());
            return Page.of(WithoutNulls.of(page.issues()), last ? null : page.nextPageToken());
        });
    }

    /** Returns about how many issues a query finds. */
    public long approximateCount(Jql jql) {
        Long count = calls.post("count issues", "/search/approximate-count")
                .json(Map.of("jql", jql.toString()))
                .idempotent()
                .fetch(Count.class)
                .count();
        return count == null ? 0 : count;
    }

    /**
     * Returns an issue with all its fields.
     *
     * @param idOrKey numeric id or key; an issue that was moved answers to its earlier keys and tells its current one
     */
    public JiraIssue get(String idOrKey) {
        return calls.get("get issue " + idOrKey, "/issue/{}", idOrKey)
                .query("fields", "*all")
                .fetch(JiraIssue.class);
    }

    /** Returns all changes of an issue, oldest first, lazily. */
    public Paged<JiraChange> listChanges(String issueIdOrKey) {
        return OffsetPages.of(
                start -> calls.get("list changes of issue " + issueIdOrKey, "/issue/{}/changelog", issueIdOrKey),
                ChangePage.class);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private record SearchPage(
            @Nullable List<JiraIssue> issues,
            @Nullable String nextPageToken,
            @Nullable Boolean isLast) {}

    private record ChangePage(
            @Nullable List<JiraChange> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<JiraChange> {

        @Override
        public @Nullable List<JiraChange> items() {
            return values;
        }
    }

    private record Count(@Nullable Long count) {}
}
