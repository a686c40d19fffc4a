package io.throughline.jira.issue;

/** What Jira takes as the texts of an issue. Said before the call, as Jira's own words about it are poor. */
final class IssueLimits {

    static final int LONGEST_SUMMARY = 255;
    static final int LONGEST_LABEL = 255;
    static final int LONGEST_PROPERTY_KEY = 255;

    private static final char ELLIPSIS = '…';

    private IssueLimits() {}

    static String summary(String summary) {
        if (summary.isBlank()) {
            throw new IllegalArgumentException("summary must not be blank");
        }
        if (summary.length() > LONGEST_SUMMARY) {
            throw new IllegalArgumentException("summary must have at most " + LONGEST_SUMMARY + " characters, had "
                    + summary.length() + "; summaryOf shortens it");
        }
        for (int i = 0; i < summary.length(); i++) {
            if (!isStorable(summary, i)) {
                throw new IllegalArgumentException("summary must be one line of text, had U+"
                        + String.format("%04X", (int) summary.charAt(i)) + " at " + i + "; summaryOf replaces it");
            }
        }
        return summary;
    }

    /** Makes a summary of any text: one line, short enough, and never half of a character. */
    static String summaryOf(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            line.append(isStorable(text, i) ? text.charAt(i) : ' ');
        }
        String one = line.toString().replaceAll("\\s+", " ").strip();
        if (one.isEmpty()) {
            throw new IllegalArgumentException("summary must not be blank");
        }
        if (one.length() <= LONGEST_SUMMARY) {
            return one;
        }
        int end = LONGEST_SUMMARY - 1;
        end = Character.isHighSurrogate(one.charAt(end - 1)) ? end - 1 : end;
        return one.substring(0, end) + ELLIPSIS;
    }

    static String label(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException(
                    "label must have 1 to " + LONGEST_LABEL + " characters, had " + label.length());
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || !isStorable(label, i)) {
                throw new IllegalArgumentException("label must have no blanks or control characters, was '"
                        + label.strip() + "'; write '-' instead");
            }
        }
        return label;
    }

    static String propertyKey(String key) {
        if (key.isBlank() || key.length() > LONGEST_PROPERTY_KEY) {
            throw new IllegalArgumentException(
                    "property key must have 1 to " + LONGEST_PROPERTY_KEY + " characters, had " + key.length());
        }
        return key;
    }

    /** Jira keeps what XML can hold: no control characters, no halves of a surrogate pair. */
    private static boolean isStorable(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029' && c != '\uFFFE' && c != '\uFFFF';
    }
}
