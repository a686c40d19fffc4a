package io.throughline.core.http;

import java.net.URI;
import java.util.regex.Pattern;

/** What may be shown of addresses and texts: one line, bounded, and no secrets. */
final class Redaction {

    private static final int LONGEST_URI = 300;
    private static final int LONGEST_LINE = 300;

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(?i)([?&][^=&]*(?:token|key|secret|password|passwd|sig|signature|code|auth|session|jwt)[^=&]*=)[^&]*");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\s]+");

    private Redaction() {}

    /** Returns an address without user and fragment and without the values of parameters that sound secret. */
    static String of(URI uri) {
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append("://").append(uri.getHost());
            if (uri.getPort() >= 0) {
                text.append(':').append(uri.getPort());
            }
        }
        text.append(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            text.append(SECRET_PARAMETER.matcher("?" + uri.getRawQuery()).replaceAll("$1***"));
        }
        return cut(text.toString(), LONGEST_URI);
    }

    /** Returns a text as one line of bounded length. */
    static String line(String text) {
        // Bounded before the pattern runs: a body may have megabytes.
        String head = text.length() > LONGEST_LINE * 4 ? text.substring(0, LONGEST_LINE * 4) : text;
        return cut(BREAKS.matcher(head).replaceAll(" ").strip(), LONGEST_LINE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
