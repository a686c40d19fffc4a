package io.throughline.jira.text;

import java.util.regex.Pattern;

/** Takes the meaning of markup from a text: what could be markup is written as a character reference. */
final class WikiEscape {

    private static final String SPECIAL = "\\{}[]*_+-^~!|#?@&:;()\"<>=%";
    /** A heading or a quotation, which begins with letters and a full stop. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^([ \\t]*(?:h[1-6]|bq))\\.");

    private WikiEscape() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return BLOCK.matcher(escaped).replaceAll("$1&#46;");
    }
}
