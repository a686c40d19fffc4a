package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search of Jira Cloud is asked. The query must be the same with each page. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchBody(
        String jql,
        int maxResults,
        List<String> fields,
        @Nullable String expand,
        @Nullable String nextPageToken) {

    static SearchBody of(JiraSearch search, @Nullable String token) {
        return new SearchBody(
                search.jql().toString(),
                search.pageSize(),
                search.fields(),
                search.changelog() ? "changelog" : null,
                token);
    }
}
