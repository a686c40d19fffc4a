package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import io.throughline.jira.internal.WithoutNulls;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Histories of issues. Jira Data Center gives them only with the issue, all at once. */
final class IssueHistories {

    /** The most issues that one call of Jira Cloud takes. */
    static final int BATCH = 1_000;
    /** The most fields that one call of Jira Cloud takes. */
    static final int MOST_FIELDS = 10;

    private final JiraCalls calls;

    IssueHistories(JiraCalls calls) {
        this.calls = calls;
    }

    Paged<JiraChange> of(String issueIdOrKey) {
        String operation = "list changes of issue " + issueIdOrKey;
        return Paged.of(token -> {
            if (!calls.isCloud()) {
                return whole(operation, issueIdOrKey);
            }
            String start = token == null ? "0" : token;
            return OffsetPages.page(
                    Long.parseLong(start),
                    calls.get(operation, "/issue/{}/changelog", issueIdOrKey)
                            .query("startAt", start)
                            .query("maxResults", OffsetPages.PAGE_SIZE)
                            .fetch(ChangePage.class));
        });
    }

    Paged<IssueChanges> of(Collection<String> idsOrKeys, Set<String> fieldIds) {
        if (fieldIds.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("at most " + MOST_FIELDS + " fields, were " + fieldIds.size());
        }
        List<String> names = List.copyOf(idsOrKeys);
        List<String> fields = fieldIds.stream().sorted().toList();
        return Paged.of(token -> {
            if (names.isEmpty()) {
                return Page.of(List.of(), null);
            }
            return calls.isCloud() ? bulk(names, fields, token) : single(names, fieldIds, token);
        });
    }

    private Page<JiraChange> whole(String operation, String issueIdOrKey) {
        JiraChangelog changelog = calls.get(operation, "/issue/{}", issueIdOrKey)
                .query("fields", "created")
                .query("expand", "changelog")
                .fetch(JiraIssue.class)
                .changelog();
        if (changelog == null) {
            return Page.of(List.of(), null);
        }
        List<JiraChange> oldestFirst = changelog.histories().stream()
                .sorted(Comparator.comparing(
                        JiraChange::created, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .toList();
        return new Page<>(
                oldestFirst,
                null,
                changelog.total() == null ? null : changelog.total().longValue());
    }

    /** A token is the offset of the batch and Jira's own token within it. */
    private Page<IssueChanges> bulk(List<String> names, List<String> fields, @Nullable String token) {
        int colon = token == null ? -1 : token.indexOf(':');
        int from = token == null ? 0 : Integer.parseInt(token.substring(0, colon));
        String within = token == null || colon + 1 == token.length() ? null : token.substring(colon + 1);
        int to = Math.min(names.size(), from + BATCH);
        Bulk page = calls.post("list changes of issues", "/changelog/bulkfetch")
                .json(new BulkBody(names.subList(from, to), fields.isEmpty() ? null : fields, within))
                .idempotent()
                .fetch(Bulk.class);
        String next = page.nextPageToken() == null || page.nextPageToken().isEmpty()
                ? (to < names.size() ? to + ":" : null)
                : from + ":" + page.nextPageToken();
        return Page.of(WithoutNulls.of(page.issueChangeLogs()), next);
    }

    private Page<IssueChanges> single(List<String> names, Set<String> fieldIds, @Nullable String token) {
        int index = token == null ? 0 : Integer.parseInt(token);
        JiraIssue issue = calls.get("list changes of issues", "/issue/{}", names.get(index))
                .query("fields", "created")
                .query("expand", "changelog")
                .fetch(JiraIssue.class);
        List<JiraChange> histories =
                issue.changelog() == null ? List.of() : issue.changelog().histories();
        List<JiraChange> wanted = histories.stream()
                .map(change -> change.about(fieldIds))
                .filter(change -> fieldIds.isEmpty() || !change.items().isEmpty())
                .collect(Collectors.toList());
        return Page.of(
                List.of(new IssueChanges(issue.id(), wanted)),
                index + 1 < names.size() ? String.valueOf(index + 1) : null);
    }

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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record BulkBody(
            List<String> issueIdsOrKeys,
            @Nullable List<String> fieldIds,
            @Nullable String nextPageToken) {}

    private record Bulk(
            @Nullable List<IssueChanges> issueChangeLogs,
            @Nullable String nextPageToken) {}
}
