package io.throughline.azure.logs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a line of a log into its shape: what varies, and what could tell of a person or be a secret, becomes {@value
 * #ANY}. The same expressions run in the service, where the lines stay, and here again on what came out of it.
 *
 * <p>Masked are words with a digit in them (so ids, addresses, numbers and most tokens), quoted text, e-mail addresses,
 * addresses of pages, paths of users, values after {@code key=} and after words like {@code user:}, everything after
 * words like {@code password:}, and words of 32 letters and more. A name in running text without any of these signs
 * stays: nothing tells it from other words.
 */
public final class Masks {

    /** Stands for what was masked. */
    public static final String ANY = "<*>";
    /** The shape of a line without text. */
    public static final String EMPTY = "(empty)";

    /** No more of a line is looked at, in characters. */
    static final int LONGEST_LINE = 1000;
    /** No shape is longer, in characters. */
    static final int LONGEST_SHAPE = 256;

    // What both the service's regular expressions (RE2) and Java's understand, without quotes and braces in a row.
    private static final List<Mask> ALL = List.of(
            mask("\\s+", " "),
            mask("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\\x22\\x27<>]+", ANY),
            mask(
                    "(?is)(pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|account|access)[ _-]?key|signature|sig"
                            + "|authorization|cookie|credentials?)([\\x22\\x27]?\\s*[=:]).*",
                    "\\1\\2" + ANY),
            mask("(?i)\\b(bearer|basic)\\s+\\S+", "\\1 " + ANY),
            mask(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?"
                            + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?",
                    ANY),
            mask("\\x22[^\\x22]*(?:\\x22|$)", ANY),
            mask("\\x60[^\\x60]*\\x60", ANY),
            mask("[\\x{201C}\\x{201E}\\x{AB}][^\\x{201D}\\x{201C}\\x{BB}]*(?:[\\x{201D}\\x{201C}\\x{BB}]|$)", ANY),
            mask("(^|[\\s=(:,\\[])\\x27[^\\x27]*(?:\\x27|$)", "\\1" + ANY),
            mask("\\S*@\\S*", ANY),
            mask("[A-Za-z]:\\\\\\S*|\\\\\\\\\\S+", ANY),
            mask("/(home|Users|users)/[^/\\s]+", "/\\1/" + ANY),
            mask(
                    "(?i)\\b(user(?:[ _-]?(?:name|id))?|login|e-?mail|phone|customer|account|client[ _-]?ip|name)"
                            + "(\\s*[:#]\\s*)\\S+",
                    "\\1\\2" + ANY),
            mask("([A-Za-z_][A-Za-z0-9_.-]*\\s?=)\\s?[^\\s,;&)\\]}]+", "\\1" + ANY),
            mask("[0-9A-Fa-f]{1,4}:{1,2}[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:.]*|[0-9A-Fa-f]{1,4}::[0-9A-Fa-f]{1,4}", ANY),
            mask("[A-Za-z0-9+/_=-]{48,}", ANY),
            mask("[\\p{L}\\p{N}_.+%~=-]*\\p{N}[\\p{L}\\p{N}_.+%~=-]*", ANY),
            mask("[A-Za-z]{32,}|\\b(?:[a-f]{8,}|[A-F]{8,})\\b", ANY),
            mask("<\\*>(?:[\\s,;:|/._-]*<\\*>)+", ANY));

    private Masks() {}

    /**
     * One replacement.
     *
     * @param expression what is replaced, as text for the service
     * @param replacement by what, with {@code \1} for the first group
     */
    private record Mask(String expression, Pattern pattern, String replacement) {

        String applied(String text) {
            return pattern.matcher(text).replaceAll(replacement.replace('\\', '$'));
        }
    }

    private static Mask mask(String expression, String replacement) {
        return new Mask(expression, Pattern.compile(expression), replacement);
    }

    /** Returns the shape of a line; that of a shape is the shape itself unless it was cut. */
    public static String shapeOf(String line) {
        String text = line;
        if (line.codePointCount(0, line.length()) > LONGEST_LINE) {
            // A word that was cut may no longer look like what it is.
            text = cut(line, LONGEST_LINE).replaceFirst("\\S+$", "");
        }
        for (Mask mask : ALL) {
            text = mask.applied(text);
        }
        text = cut(text.strip(), LONGEST_SHAPE).strip();
        return text.isEmpty() ? EMPTY : text;
    }

    /** Returns the query with the column {@code Shape} for the text of the column {@code Line}. */
    static KqlQuery shaped(KqlQuery lines) {
        KqlQuery query = lines.pipe("extend Shape = iff(strlen(Line) > " + LONGEST_LINE
                + ", replace_regex(substring(Line, 0, " + LONGEST_LINE + "), @'\\S+$', ''), Line)");
        for (Mask mask : ALL) {
            query = query.pipe(
                    "extend Shape = replace_regex(Shape, @'" + mask.expression() + "', @'" + mask.replacement() + "')");
        }
        return query.pipe("extend Shape = trim(@'\\s+', substring(trim(@'\\s+', Shape), 0, " + LONGEST_SHAPE + "))")
                .pipe("extend Shape = iff(isempty(Shape), '" + EMPTY + "', Shape)");
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
