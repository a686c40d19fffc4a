package io.throughline.correlation.export;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some text in one form. The text is one line without what could change how its neighbours look.
 *
 * @param text cleaned; empty if nothing was left
 * @param strong whether it stands out
 * @param link a page of the web with a host, or null
 */
record Run(String text, boolean strong, @Nullable URI link) {

    Run {
        text = cleaned(Objects.requireNonNull(text, "text"));
        link = link != null && isWeb(link) ? link : null;
    }

    static Run of(String text) {
        return new Run(text, false, null);
    }

    static Run strong(String text) {
        return new Run(text, true, null);
    }

    static Run linked(String text, @Nullable URI link) {
        return new Run(text, false, link);
    }

    private static boolean isWeb(URI link) {
        String scheme = link.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        return web && link.getHost() != null && link.getUserInfo() == null;
    }

    /** Blanks, line ends and control characters become one blank; what is invisible or turns the direction goes. */
    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (Character.getType(c) == Character.FORMAT) {
                continue;
            }
            if (blank && out.length() > 0) {
                out.append(' ');
            }
            blank = false;
            out.appendCodePoint(isLegal(c) ? c : 0xFFFD);
        }
        return out.toString();
    }

    private static boolean isBlank(int c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isLegal(int c) {
        return Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
    }
}
