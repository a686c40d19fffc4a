package io.throughline.jira.jql;

/** Writes a value so that the language reads it back as exactly this value. */
final class JqlText {

    private JqlText() {}

    /**
     * Returns the value in double quotes. Quoting takes the meaning from reserved words ({@code ORDER}, {@code empty}) and
     * from all signs; only the quote, the backslash and control characters need an escape.
     */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)
                            || isNoCharacter(c)
                            || (Character.isSurrogate(c) && !isPaired(value, i))) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** Returns a phrase for the search of texts, which reads its value a second time: in quotes, its signs escaped. */
    static String phrase(String text) {
        StringBuilder phrase = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("+-&|!(){}[]^~*?\\:\"/".indexOf(c) >= 0) {
                phrase.append('\\');
            }
            phrase.append(c);
        }
        return phrase.append('"').toString();
    }

    /** The grammar ends a quoted value at those code points that no text should have. */
    private static boolean isNoCharacter(char c) {
        return c >= '\uFFFE' || (c >= '\uFDD0' && c <= '\uFDEF');
    }

    private static boolean isPaired(String value, int index) {
        char c = value.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    }
}
