package io.throughline.jira.comment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.throughline.jira.internal.JiraTime;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.site.JiraUser;
import io.throughline.jira.text.RichText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment.
 *
 * @param id the id
 * @param author who wrote it, or null if unknown
 * @param body the text
 * @param created when it was written, UTC
 * @param updated when it was changed last, UTC
 * @param visibility who may see it, or null for everybody who sees the issue
 * @param properties its properties, or null if they did not come with it
 */
public record JiraComment(
        String id,
        @Nullable JiraUser author,
        @Nullable RichText body,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant created,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant updated,
        @Nullable CommentVisibility visibility,
        @Nullable List<Property> properties) {

    public JiraComment {
        Objects.requireNonNull(id, "id");
        properties = properties == null ? null : WithoutNulls.of(properties);
    }

    /** Returns a property as texts, numbers, truth values, lists and maps, if it came with the comment. */
    public Optional<Object> property(String key) {
        return properties == null
                ? Optional.empty()
                : properties.stream()
                        .filter(property -> key.equals(property.key()))
                        .map(Property::value)
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    /** A property of a comment: a key, and JSON as texts, numbers, truth values, lists and maps. */
    public record Property(@Nullable String key, @Nullable Object value) {}

    /** Returns the id only: comments can be confidential. */
    @Override
    public String toString() {
        return "JiraComment[" + id + "]";
    }
}
