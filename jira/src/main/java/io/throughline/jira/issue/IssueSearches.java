package io.throughline.jira.issue;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.jira.edition.UnsupportedByEditionException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.jql.Jql;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two ways of searching: by tokens on Jira Cloud, by offsets on Jira Data Center. */
final class IssueSearches {

    private static final String SEARCH = "search issues";

    private final JiraCalls calls;

    IssueSearches(JiraCalls calls) {
        this.calls = calls;
    }

    Paged<JiraIssue> search(JiraSearch search) {
        return Paged.of(token -> calls.isCloud() ? byToken(search, token) : byOffset(search, token));
    }

    long count(Jql jql) {
        String operation = "count issues";
        Long count = calls.isCloud()
                ? calls.post(operation, "/search/approximate-count")
                        .json(Map.of("jql", jql.toString()))
                        .idempotent()
                        .fetch(Count.class)
                        .count()
                : calls.post(operation, "/search")
                        .json(new OffsetSearchBody(jql.toString(), 0, 0, List.of("id"), null, null))
                        .idempotent()
                        .fetch(ByOffset.class)
                        .total();
        return count == null ? 0 : count;
    }

    private Page<JiraIssue> byToken(JiraSearch search, @Nullable String token) {
        ByToken page;
        try {
            page = calls.post(SEARCH, "/search/jql")
                    .json(SearchBody.of(search, token))
                    .idempotent()
                    .fetch(ByToken.class);
        } catch (QueryRejectedException e) {
            if (token == null) {
                throw e;
            }
            throw new SearchExpiredException(e); // the query itself was accepted with the first page
        }
        String next = page.nextPageToken();
        boolean last = Boolean.TRUE.equals(page.isLast()) || next == null || next.isEmpty();
        return Page.of(WithoutNulls.of(page.issues()), last ? null : next);
    }

    private Page<JiraIssue> byOffset(JiraSearch search, @Nullable String token) {
        if (!search.properties().isEmpty()) {
            throw new UnsupportedByEditionException(
                    "search issues with properties",
                    calls.edition(),
                    "leave them out of the search and read them from each issue: properties().find");
        }
        long start = offset(token);
        return OffsetPages.page(
                start,
                calls.post(SEARCH, "/search")
                        .json(OffsetSearchBody.of(search, start))
                        .idempotent()
                        .fetch(ByOffset.class));
    }

    /** Finds what there is of some issues; what does not exist is no error. */
    List<JiraIssue> existing(String jql, int size, List<String> fields) {
        return WithoutNulls.of(calls.post("fetch issues", "/search")
                .json(new OffsetSearchBody(jql, 0, size, fields, null, false))
                .idempotent()
                .fetch(ByOffset.class)
                .issues());
    }

    private static long offset(@Nullable String token) {
        try {
            return token == null ? 0 : Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("token must be an offset on Jira Data Center, was '" + token + "'", e);
        }
    }

    private record ByToken(
            @Nullable List<JiraIssue> issues,
            @Nullable String nextPageToken,
            @Nullable Boolean isLast) {}

    private record ByOffset(
            @Nullable List<JiraIssue> issues,
            @Nullable Long startAt,
            @Nullable Long total) implements OffsetPage<JiraIssue> {

        @Override
        public @Nullable List<JiraIssue> items() {
            return issues;
        }

        @Override
        public @Nullable Boolean isLast() {
            return null;
        }
    }

    private record Count(@Nullable Long count) {}
}
