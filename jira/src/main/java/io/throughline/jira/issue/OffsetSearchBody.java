package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search of Jira Data Center is asked.
 *
 * @param validateQuery whether a value that does not exist is an error; otherwise it finds nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OffsetSearchBody(
        String jql,
        long startAt,
        int maxResults,
        List<String> fields,
        @Nullable List<String> expand,
        @Nullable Boolean validateQuery) {

    static OffsetSearchBody of(JiraSearch search, long startAt) {
        return new OffsetSearchBody(
                search.jql().toString(),
                startAt,
                search.pageSize(),
                search.fields(),
                search.changelog() ? List.of("changelog") : null,
                null);
    }
}
