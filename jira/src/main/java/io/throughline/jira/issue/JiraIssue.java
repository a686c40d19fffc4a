package io.throughline.jira.issue;

import io.throughline.jira.internal.WithoutNulls;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue as a search or a read gives it.
 *
 * @param id the numeric id as text; it stays when the issue is moved
 * @param key the key people use, for example {@code OPS-17}; it changes when the issue is moved
 * @param fields the fields that were asked for
 * @param changelog the history, newest first, as far as it came with the issue; null if it was not asked for
 * @param properties the issue properties that were asked for, as texts, numbers, truth values, lists and maps
 */
public record JiraIssue(
        String id, String key, JiraFields fields, @Nullable JiraChangelog changelog, Map<String, Object> properties) {

    public JiraIssue {
        Objects.requireNonNull(id, "id");
        key = key == null ? id : key;
        fields = fields == null ? JiraFields.none() : fields;
        properties = WithoutNulls.of(properties);
    }

    /** Tells whether this is the issue's id or key, whatever its case. */
    public boolean answersTo(String idOrKey) {
        return id.equals(idOrKey) || key.equalsIgnoreCase(idOrKey);
    }

    /** Returns the key and the id; texts can be confidential and name people. */
    @Override
    public String toString() {
        return "JiraIssue[" + key + ", " + id + "]";
    }
}
