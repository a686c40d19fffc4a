package io.throughline.jira.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a comment.
 *
 * @param type {@code role} or {@code group}
 * @param value the role's or group's name, or null if only the id is known
 * @param identifier the role's name or the group's id, or null if only the name is known; only on Jira Cloud
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommentVisibility(
        @Nullable String type,
        @Nullable String value,
        @Nullable String identifier) {

    /** Returns that only those with a role in the project see it. */
    public static CommentVisibility role(String name) {
        return new CommentVisibility("role", name, null);
    }

    /** Returns that only the members of a group see it. */
    public static CommentVisibility group(String name) {
        return new CommentVisibility("group", name, null);
    }
}
