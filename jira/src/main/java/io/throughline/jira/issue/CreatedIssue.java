package io.throughline.jira.issue;

import java.util.Objects;

/**
 * An issue that was just created. Searches may not find it yet.
 *
 * @param id the numeric id as text: what to remember, as it stays when the issue is moved
 * @param key the key people use
 */
public record CreatedIssue(String id, String key) {

    public CreatedIssue {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
    }
}
