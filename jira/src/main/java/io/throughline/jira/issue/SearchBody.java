package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search of Jira Cloud is asked. The query must be the same with each page; unknown members are refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchBody(
        String jql,
        int maxResults,
        List<String> fields,
        @Nullable String expand,
        @Nullable List<String> properties,
        @Nullable List<Long> reconcileIssues,
        @Nullable String nextPageToken) {

    static SearchBody of(JiraSearch search, @Nullable String token) {
        return new SearchBody(
                search.jql().toString(),
                search.pageSize(),
                search.fields(),
                search.changelog() ? "changelog" : null,
                search.properties().isEmpty() ? null : search.properties(),
                search.reconciled().isEmpty()
                        ? null
                        : search.reconciled().stream().map(Long::valueOf).toList(),
                token);
    }
}
