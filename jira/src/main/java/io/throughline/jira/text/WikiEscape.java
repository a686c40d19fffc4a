package io.throughline.jira.text;

import java.util.regex.Pattern;

/** Takes the meaning of markup from a text: what could be markup is written as a character reference. */
final class WikiEscape {

    private static final String SPECIAL = "\\{}[]*_+-^~!|#?@&:;()\"<>=%";
    /** A heading or quote has no sign of its own: {@code h1.} and {@code bq.} at the beginning of a line. */
    private static final Pattern WORD = Pattern.compile("\\b(h[1-6]|bq)\\.");

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
        return WORD.matcher(escaped).replaceAll("$1&#46;");
    }

    /** Returns an address so that it cannot end the link around it, nor name anything but the address. */
    static String url(String url) {
        StringBuilder encoded = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if ("[]{}|!^`".indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
