package io.throughline.azure.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes typed values as literals of the Kusto query language. The service takes no parameters beside the text, so this
 * is the only way a value gets into a query.
 */
public final class Kql {

    private static final Pattern PLACE = Pattern.compile("\\{}");

    private Kql() {}

    /**
     * Returns a fragment with its places, {@code {}}, filled by literals of the values in order.
     *
     * @param fragment constant text
     * @param values texts, lists of texts, instants, durations, whole numbers, finite numbers or truth values
     * @throws IllegalArgumentException if places and values differ in number, or a value has another type
     */
    public static String format(String fragment, Object... values) {
        Matcher matcher = PLACE.matcher(fragment);
        StringBuilder text = new StringBuilder();
        int used = 0;
        while (matcher.find()) {
            if (used == values.length) {
                throw new IllegalArgumentException("fragment has more places than values: " + fragment);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(literal(values[used++])));
        }
        if (used != values.length) {
            throw new IllegalArgumentException("fragment has " + used + " places for " + values.length + " values");
        }
        return matcher.appendTail(text).toString();
    }

    /** Returns the literal of a value of one of the types that {@link #format} takes. */
    public static String literal(Object value) {
        if (value instanceof String text) {
            return string(text);
        } else if (value instanceof Instant instant) {
            return datetime(instant);
        } else if (value instanceof Duration duration) {
            return timespan(duration);
        } else if (value instanceof Collection<?> list) {
            return list(list);
        } else if (value instanceof Long || value instanceof Integer) {
            return value.toString();
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return "real(" + number + ")";
        }
        throw new IllegalArgumentException("no literal for " + value.getClass().getName());
    }

    /** Returns a text as a literal in double quotes; whatever it holds, it stays one literal. */
    public static String string(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> literal.append("\\\\");
                case '"' -> literal.append("\\\"");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || loneSurrogate(text, i)) {
                        literal.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }

    /** Returns an instant as {@code datetime(2026-11-22T10:00:00Z)}, exact to the 100 ns that the service knows. */
    public static String datetime(Instant instant) {
        return "datetime(" + instant.minusNanos(instant.get(ChronoField.NANO_OF_SECOND) % 100) + ")";
    }

    /** Returns a duration of whole days, hours, minutes, seconds or milliseconds, in the largest of them: {@code 5m}. */
    public static String timespan(Duration duration) {
        long millis = duration.toMillis();
        if (!Duration.ofMillis(millis).equals(duration) || millis <= 0) {
            throw new IllegalArgumentException("timespan must be positive and of whole milliseconds, was " + duration);
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        } else if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        } else if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        } else if (millis % 1000 == 0) {
            return millis / 1000 + "s";
        }
        return millis + "ms";
    }

    /** Returns values as a list in parentheses, for {@code in} and {@code in~}. */
    public static String list(Collection<?> values) {
        Iterator<?> iterator = values.iterator();
        if (!iterator.hasNext()) {
            throw new IllegalArgumentException("a list for 'in' must not be empty");
        }
        return values.stream().map(Kql::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean loneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
