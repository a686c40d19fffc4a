package io.throughline.core.tracker;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ticket to be opened. Where it goes is the tracker's own configuration.
 *
 * @param key what makes it one and the same however often it is tried: 1 to 100 of {@code a-z 0-9 . _ -}
 * @param title a line for people, not blank; shortened if the tracker holds less
 * @param description plain text, possibly of several lines; may be empty
 * @param labels words without blanks, ascending
 * @param priority the tracker's own word, or null for its usual one
 */
public record TicketDraft(
        String key,
        String title,
        String description,
        SortedSet<String> labels,
        @Nullable String priority) {

    public TicketDraft {
        TicketKeys.check(key, "ticket");
        if (title.isBlank()) {
            throw new IllegalArgumentException("title of ticket " + key + " must not be blank");
        }
        Objects.requireNonNull(description, "description");
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        for (String label : labels) {
            if (label.isEmpty() || label.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "a label of ticket " + key + " must be a word without blanks, was '" + label + "'");
            }
        }
    }

    /** Returns a draft without labels, of the usual priority. */
    public static TicketDraft of(String key, String title, String description) {
        return new TicketDraft(key, title, description, new TreeSet<>(), null);
    }

    /** Returns the key only: texts can be confidential. */
    @Override
    public String toString() {
        return "TicketDraft[" + key + "]";
    }
}
