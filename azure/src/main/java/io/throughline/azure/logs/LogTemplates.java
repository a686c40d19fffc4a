package io.throughline.azure.logs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns messages into their shapes: what varies, and what may tell of people, becomes a star. It happens twice, in the
 * query, so that no raw text leaves the workspace, and on what comes back.
 */
public final class LogTemplates {

    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_TEMPLATE = 300;

    /** What is replaced, in order; in the syntax that RE2 and Java share, without quotation marks of both kinds. */
    private static final List<Mask> MASKS = List.of(
            new Mask("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*", "*"),
            new Mask("(?i)\\b(user|username|usr|login|account|uid|rhost|ruser|host|ip|client|email|password|pwd|secret|token|sig"
                    + "|key|apikey|authorization)[=:][ ]*[^ ,;)&]+", "$1=*"),
            new Mask("(/home/|/Users/|\\\\Users\\\\)[^/\\\\ ]+", "$1*"),
            new Mask("'[^']*'", "*"),
            new Mask("\"[^\"]*\"", "*"),
            new Mask("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b", "*"),
            new Mask("\\b(0x[0-9a-fA-F]+|[0-9a-fA-F]{12,})\\b", "*"),
            new Mask("[0-9]+([.,:/-][0-9]+)*", "*"),
            new Mask("[ \\t\\r\\n]+", " "));

    private record Mask(String pattern, String replacement, Pattern compiled) {

        Mask(String pattern, String replacement) {
            this(pattern, replacement, Pattern.compile(pattern));
        }

        String in(String expression) {
            boolean single = pattern.indexOf('\'') >= 0;
            String literal = single ? "@\"" + pattern + "\"" : "@'" + pattern + "'";
            return "replace_regex(" + expression + ", " + literal + ", @'" + replacement.replace("$1", "\\1") + "')";
        }
    }

    private LogTemplates() {}

    /** Returns the expression that gives the shape of a text expression. */
    static String kql(String expression) {
        String masked = "substring(" + expression + ", 0, " + LONGEST_MESSAGE + ")";
        for (Mask mask : MASKS) {
            masked = mask.in(masked);
        }
        return "substring(trim(' ', " + masked + "), 0, " + LONGEST_TEMPLATE + ")";
    }

    /** Returns the shape of a text; that of a shape is the shape itself. */
    public static String of(String message) {
        String masked = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        for (Mask mask : MASKS) {
            masked = mask.compiled().matcher(masked).replaceAll(mask.replacement());
        }
        masked = masked.strip();
        return masked.substring(0, Math.min(masked.length(), LONGEST_TEMPLATE));
    }
}
