package io.throughline.core.tracker;

/**
 * A comment to be written.
 *
 * @param key what makes it one and the same on its ticket: 1 to 100 of {@code a-z 0-9 . _ -}
 * @param text plain text, not blank
 */
public record TicketComment(String key, String text) {

    public TicketComment {
        TicketKeys.check(key, "comment");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text of comment " + key + " must not be blank");
        }
    }

    /** Returns the key only: texts can be confidential. */
    @Override
    public String toString() {
        return "TicketComment[" + key + "]";
    }
}
