package io.throughline.jira.internal;

import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.text.JiraText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a rich text as an edition takes it. */
public final class TextBody {

    /** The longest text: {@value} characters. */
    static final int LONGEST = 32_767;

    private TextBody() {}

    /**
     * Returns the text's JSON: a document, or markup.
     *
     * @throws IllegalArgumentException if Jira would refuse it for its length
     */
    public static Object of(JiraEdition edition, JiraText text) {
        if (edition.hasDocuments()) {
            Map<String, Object> document = text.toDocument();
            requireShort(length(document));
            return document;
        }
        String markup = text.toMarkup();
        requireShort(markup.length());
        return markup;
    }

    private static void requireShort(int length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "a text of Jira must have at most " + LONGEST + " characters, had " + length + "; shorten it");
        }
    }

    private static int length(@Nullable Object node) {
        if (node instanceof Map<?, ?> members) {
            int own = members.get("text") instanceof String text ? text.length() : 0;
            return own + length(members.get("content"));
        }
        int sum = 0;
        if (node instanceof List<?> children) {
            for (Object child : children) {
                sum += length(child);
            }
        }
        return sum;
    }
}
