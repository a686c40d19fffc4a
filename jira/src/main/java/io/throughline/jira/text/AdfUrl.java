package io.throughline.jira.text;

import java.util.Locale;

/** The addresses that a document may link to. */
final class AdfUrl {

    private static final int LONGEST = 2_000;

    private AdfUrl() {}

    /** Returns the address, if it is of the web. */
    static String web(String url) {
        String scheme = scheme(url);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "a card's address must begin with http:// or https://, was " + shown(url));
        }
        return checked(url, scheme);
    }

    /** Returns the address, if it is of the web or of mail. */
    static String link(String url) {
        String scheme = scheme(url);
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("mailto")) {
            throw new IllegalArgumentException(
                    "a link must begin with http://, https:// or mailto:, was " + shown(url));
        }
        return checked(url, scheme);
    }

    private static String scheme(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static String checked(String url, String scheme) {
        String rest = url.substring(scheme.length() + 1);
        boolean mail = scheme.equals("mailto");
        if (mail
                ? rest.isEmpty()
                : !rest.startsWith("//") || rest.length() == 2 || "/?#:@".indexOf(rest.charAt(2)) >= 0) {
            throw new IllegalArgumentException(
                    "a link must name " + (mail ? "an address" : "a host") + ", was " + shown(url));
        }
        if (url.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a link must have at most " + LONGEST + " characters, had " + url.length());
        }
        if (url.codePoints().anyMatch(AdfUrl::isForbidden)) {
            throw new IllegalArgumentException(
                    "a link must hold no blanks, quotes or control characters; percent-encode them, was " + shown(url));
        }
        return url;
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.SURROGATE
                || c == 0xFFFE
                || c == 0xFFFF
                || c == '"'
                || c == '<'
                || c == '>'
                || c == '\\';
    }

    private static String shown(String url) {
        String line = AdfText.oneLine(url);
        int end = AdfText.cutAt(line, 80);
        return '"' + line.substring(0, end) + (end < line.length() ? "…\"" : "\"");
    }
}
