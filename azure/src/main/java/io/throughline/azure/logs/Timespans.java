package io.throughline.azure.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as the service writes them: {@code [-][d.]hh:mm:ss[.fffffff]}. */
final class Timespans {

    private static final Pattern FORM =
            Pattern.compile("(-)?(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?");

    private Timespans() {}

    /**
     * Reads a span.
     *
     * @throws DateTimeException if it is none
     */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("no timespan: " + text);
        }
        int hours = Integer.parseInt(matcher.group(3));
        int minutes = Integer.parseInt(matcher.group(4));
        int seconds = Integer.parseInt(matcher.group(5));
        if (hours > 23 || minutes > 59 || seconds > 59) {
            throw new DateTimeException("no timespan: " + text);
        }
        Duration span = Duration.ofDays(matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)))
                .plusHours(hours)
                .plusMinutes(minutes)
                .plusSeconds(seconds);
        String fraction = matcher.group(6);
        if (fraction != null) {
            span = span.plusNanos(Long.parseLong((fraction + "00000000").substring(0, 9)));
        }
        return matcher.group(1) == null ? span : span.negated();
    }

    /** Writes a span, exact to the 100 ns that the service knows. */
    static String format(Duration span) {
        Duration length = span.abs();
        String text = String.format(
                java.util.Locale.ROOT,
                "%d.%02d:%02d:%02d.%07d",
                length.toDays(),
                length.toHoursPart(),
                length.toMinutesPart(),
                length.toSecondsPart(),
                length.toNanosPart() / 100);
        return span.isNegative() ? "-" + text : text;
    }
}
