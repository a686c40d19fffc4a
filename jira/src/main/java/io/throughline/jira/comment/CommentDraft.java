package io.throughline.jira.comment;

import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.internal.KeyedValue;
import io.throughline.jira.internal.TextBody;
import io.throughline.jira.text.JiraText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A comment to be written.
 *
 * @param body the text
 * @param visibility who may see it, or null for everybody who sees the issue
 * @param properties properties by key; people do not see them, so they can mark whose comment it is
 */
public record CommentDraft(JiraText body, @Nullable CommentVisibility visibility, Map<String, Object> properties) {

    /** The property by which a service project knows that a comment is not for its customers. */
    public static final String PUBLIC = "sd.public.comment";

    public CommentDraft {
        Objects.requireNonNull(body, "body");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Returns a comment that everybody sees who sees the issue. */
    public static CommentDraft of(JiraText body) {
        return new CommentDraft(body, null, Map.of());
    }

    /** Returns a comment from a text without form. */
    public static CommentDraft of(String plainText) {
        return of(JiraText.plain(plainText));
    }

    /** Returns the same, seen only by some. */
    public CommentDraft visibleTo(CommentVisibility some) {
        return new CommentDraft(body, some, properties);
    }

    /** Returns the same with a property. */
    public CommentDraft property(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(key, Objects.requireNonNull(value, "value"));
        return new CommentDraft(body, visibility, more);
    }

    /** Returns the same, hidden from the customers of a service project. */
    public CommentDraft internal() {
        return property(PUBLIC, Map.of("internal", true));
    }

    Map<String, Object> json(JiraEdition edition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("body", TextBody.of(edition, body));
        if (visibility != null) {
            json.put("visibility", visibility);
        }
        if (!properties.isEmpty()) {
            json.put("properties", KeyedValue.list(properties));
        }
        return json;
    }

    /** Returns nothing of the text: comments can be confidential. */
    @Override
    public String toString() {
        return "CommentDraft[]";
    }
}
