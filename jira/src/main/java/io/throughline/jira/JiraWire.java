package io.throughline.jira;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.project.JiraPermission;
import io.throughline.jira.project.JiraProject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of Jira's API that only carry what callers are given. */
final class JiraWire {

    private JiraWire() {}

    /** What a search is asked. The query must be the same with each page. */
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

    /** A page of a search; short and empty ones may have a successor. */
    record SearchPage(
            @Nullable List<JiraIssue> issues,
            @Nullable String nextPageToken,
            @Nullable Boolean isLast) {}

    /** A page counted by offset. */
    interface OffsetPage<T> {

        @Nullable
        List<T> values();

        @Nullable
        Integer startAt();

        @Nullable
        Integer total();

        @Nullable
        Boolean isLast();
    }

    record ProjectPage(
            @Nullable List<JiraProject> values,
            @Nullable Integer startAt,
            @Nullable Integer total,
            @Nullable Boolean isLast)
            implements OffsetPage<JiraProject> {}

    record ChangePage(
            @Nullable List<JiraChange> values,
            @Nullable Integer startAt,
            @Nullable Integer total,
            @Nullable Boolean isLast)
            implements OffsetPage<JiraChange> {}

    record Permissions(@Nullable Map<String, JiraPermission> permissions) {}

    record Count(@Nullable Long count) {}

    record CountBody(String jql) {}
}
