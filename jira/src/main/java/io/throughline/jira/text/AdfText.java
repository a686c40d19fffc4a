package io.throughline.jira.text;

/** What a text may hold so that Jira stores it: line breaks are line feeds, and every character is one of XML. */
final class AdfText {

    private static final char REPLACEMENT = '\uFFFD';

    private AdfText() {}

    /**
     * Returns the text with {@code CR LF} and {@code CR} as line feeds, and each control character but tab and line feed,
     * lone surrogate, {@code U+FFFE} and {@code U+FFFF} as {@code U+FFFD}, so that one sees that something was there.
     */
    static String storable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            kept.appendCodePoint(control || lone || c == 0xFFFE || c == 0xFFFF ? REPLACEMENT : c);
        });
        return kept.toString();
    }

    /** Returns the text on one line, for places that have only one: titles and the like. */
    static String oneLine(String text) {
        return storable(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /** Returns where to cut a text so that at most so many characters stay and no pair of surrogates is split. */
    static int cutAt(String text, int most) {
        int end = Math.max(0, Math.min(most, text.length()));
        boolean splits = end > 0
                && end < text.length()
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return splits ? end - 1 : end;
    }
}
