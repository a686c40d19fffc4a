package io.throughline.jira.text;

/** Takes the meaning of markup from a text: what could be markup is written as a character reference. */
final class WikiEscape {

    private static final String SPECIAL = "\\{}[]*_+-^~!|#?@&:;()\"<>=%";

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
        return escaped.toString();
    }
}
