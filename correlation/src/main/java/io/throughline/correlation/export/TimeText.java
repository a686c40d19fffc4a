package io.throughline.correlation.export;

import io.throughline.correlation.timeline.Delay;
import io.throughline.correlation.timeline.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as people read them: UTC, to the second, the day only where it is not the day that most is about. */
final class TimeText {

    private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTE = formatter("HH:mm");
    private static final DateTimeFormatter SECOND = formatter("HH:mm:ss");

    private final LocalDate day;

    TimeText(Instant instant) {
        this.day = instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** Returns day and time. */
    static String full(Instant instant) {
        return DAY.format(instant) + " " + clock(instant) + " UTC";
    }

    /** Returns an interval, once if both ends read the same. */
    String between(Instant earliest, Instant latest) {
        String from = on(earliest);
        String to = latest.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(earliest.atZone(ZoneOffset.UTC).toLocalDate())
                ? clock(latest)
                : on(latest);
        return from.endsWith(to) && clock(earliest).equals(clock(latest)) ? from : from + "–" + to;
    }

    /** Returns a moment, or that it is unknown. */
    String moment(Moment moment) {
        Instant earliest = moment.earliest();
        Instant latest = moment.latest();
        if (earliest == null) {
            return "unknown";
        }
        return latest == null ? "not before " + on(earliest) : between(earliest, latest);
    }

    private String on(Instant instant) {
        boolean same = instant.atZone(ZoneOffset.UTC).toLocalDate().equals(day);
        return same ? clock(instant) : DAY.format(instant) + " " + clock(instant);
    }

    private static String clock(Instant instant) {
        boolean whole = instant.truncatedTo(ChronoUnit.MINUTES).equals(instant.truncatedTo(ChronoUnit.SECONDS));
        return (whole ? MINUTE : SECOND).format(instant);
    }

    /** Returns a delay: {@code 4 min}, {@code 3 to 5 min}, {@code more than 20 min}. */
    static String delay(@Nullable Delay delay) {
        if (delay == null) {
            return "unknown";
        }
        Duration most = delay.most();
        if (most == null) {
            return "more than " + length(delay.least());
        }
        String from = length(delay.least());
        String to = length(most);
        if (from.equals(to)) {
            return from;
        }
        String[] least = from.split(" ", -1);
        String[] greatest = to.split(" ", -1);
        boolean alike = least.length == 2 && greatest.length == 2 && least[1].equals(greatest[1]);
        return (alike ? least[0] : from) + " to " + to;
    }

    /** Returns a length with its two largest units; one before the other is marked with a minus sign. */
    static String length(Duration length) {
        if (length.isNegative()) {
            return "−" + length(length.negated());
        }
        long seconds = length.plusMillis(500).toSeconds();
        List<String> parts = new ArrayList<>();
        add(parts, seconds / 86_400, "d");
        add(parts, seconds % 86_400 / 3_600, "h");
        add(parts, seconds % 3_600 / 60, "min");
        add(parts, seconds % 60, "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit);
        }
    }
}
