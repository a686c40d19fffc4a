package io.throughline.jira.issue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Issues asked for by name, and what became of the others.
 *
 * @param issues those that there are, in the order that Jira gives; one that was moved comes under its new key
 * @param absent the ids and keys, as they were asked for, of those that do not exist or may not be seen
 * @param failed ids of those that Jira could not give now, with its words
 */
public record FetchedIssues(List<JiraIssue> issues, List<String> absent, Map<String, String> failed) {

    public FetchedIssues {
        issues = List.copyOf(issues);
        absent = List.copyOf(absent);
        failed = Map.copyOf(failed);
    }

    /** Returns the issue with an id or key. */
    public Optional<JiraIssue> find(String idOrKey) {
        return issues.stream().filter(issue -> issue.answersTo(idOrKey)).findFirst();
    }

    /** Tells whether all that was asked for came. */
    public boolean isComplete() {
        return absent.isEmpty() && failed.isEmpty();
    }
}
