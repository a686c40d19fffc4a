package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.jira.internal.WithoutNulls;
import java.util.List;
import java.util.Objects;

/**
 * Changes of one issue among those of many. An issue with a long history comes several times.
 *
 * @param issueId the issue's numeric id as text
 * @param changes its changes
 */
public record IssueChanges(
        String issueId, @JsonProperty("changeHistories") List<JiraChange> changes) {

    public IssueChanges {
        Objects.requireNonNull(issueId, "issueId");
        changes = WithoutNulls.of(changes);
    }
}
