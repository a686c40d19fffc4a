package io.throughline.jira.project;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A type of issues that can be created in a project.
 *
 * @param id the id
 * @param name the name, in the site's or the caller's language
 * @param untranslatedName the name before translation, or null if the vendor does not say
 * @param subtask whether such an issue needs a parent, or null if the vendor does not say
 * @param hierarchyLevel 0 for ordinary types, 1 for epics, -1 for subtasks; null on Jira Data Center
 */
public record IssueTypeMetadata(
        String id,
        @Nullable String name,
        @Nullable String untranslatedName,
        @Nullable Boolean subtask,
        @Nullable Integer hierarchyLevel) {

    public IssueTypeMetadata {
        Objects.requireNonNull(id, "id");
    }

    /** Tells whether a text names this type: by id, or by one of its names whatever their case. */
    public boolean isNamed(String idOrName) {
        return id.equals(idOrName) || idOrName.equalsIgnoreCase(name) || idOrName.equalsIgnoreCase(untranslatedName);
    }
}
