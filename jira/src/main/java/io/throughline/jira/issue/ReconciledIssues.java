package io.throughline.jira.issue;

import java.util.List;

/**
 * What a search says of issues that were just written. Jira's index lags; the issues themselves do not.
 *
 * @param found those that the search finds, as they are now
 * @param unindexed those that exist but are not found: the index does not have them yet, or they do not match the query
 * @param absent the ids and keys of those that do not exist or may not be seen
 */
public record ReconciledIssues(List<JiraIssue> found, List<JiraIssue> unindexed, List<String> absent) {

    public ReconciledIssues {
        found = List.copyOf(found);
        unindexed = List.copyOf(unindexed);
        absent = List.copyOf(absent);
    }

    /** Returns what became of one of them. */
    public Visibility of(String idOrKey) {
        if (found.stream().anyMatch(issue -> issue.answersTo(idOrKey))) {
            return Visibility.FOUND;
        }
        return unindexed.stream().anyMatch(issue -> issue.answersTo(idOrKey))
                ? Visibility.NOT_YET_INDEXED
                : Visibility.ABSENT;
    }

    /** What a search can say of an issue. */
    public enum Visibility {
        /** The search finds it. */
        FOUND,
        /** It exists, but the search does not find it: the index lags, or it does not match the query. */
        NOT_YET_INDEXED,
        /** It does not exist, or the account may not see it. */
        ABSENT
    }
}
