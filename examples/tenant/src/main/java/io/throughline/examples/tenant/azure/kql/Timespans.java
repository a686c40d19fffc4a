package io.throughline.examples.tenant.azure.kql;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kusto writes them; inside a whole number of microseconds. */
public final class Timespans {

    private static final Pattern CLOCK =
            Pattern.compile("(-)?(?:(\\d+)\\.)?(\\d+):(\\d+)(?::(\\d+)(?:\\.(\\d{1,7}))?)?");
    private static final Pattern AMOUNT = Pattern.compile("(-?\\d+(?:\\.\\d+)?)([a-z]*)");
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Timespans() {}

    /** Returns how many microseconds a unit has; of a tick the tenth of one. */
    static Optional<BigDecimal> unit(String name) {
        return Optional.ofNullable(
                        switch (name) {
                            case "d", "day", "days" -> "86400000000";
                            case "h", "hr", "hrs", "hour", "hours" -> "3600000000";
                            case "m", "min", "minute", "minutes" -> "60000000";
                            case "s", "sec", "second", "seconds" -> "1000000";
                            case "ms", "milli", "millis", "millisecond", "milliseconds" -> "1000";
                            case "microsecond", "microseconds" -> "1";
                            case "tick", "ticks" -> "0.1";
                            default -> null;
                        })
                .map(BigDecimal::new);
    }

    /** Reads {@code 5m}, {@code 1.5h}, {@code 00:05:00} or {@code 1.00:00:00}; a bare number counts days. */
    static Optional<Long> parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            long micros =
                    number(clock.group(2)) * DAY + number(clock.group(3)) * HOUR + number(clock.group(4)) * MINUTE;
            micros += number(clock.group(5)) * SECOND;
            if (clock.group(6) != null) {
                micros += Long.parseLong((clock.group(6) + "000000").substring(0, 6));
            }
            return Optional.of(clock.group(1) == null ? micros : -micros);
        }
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            String unit = amount.group(2).isEmpty() ? "d" : amount.group(2);
            return unit(unit)
                    .map(micros ->
                            new BigDecimal(amount.group(1)).multiply(micros).longValue());
        }
        return Optional.empty();
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Writes {@code 00:05:00}, {@code 00:00:01.5000000} or {@code 1.00:00:00}. */
    public static String format(long micros) {
        long rest = Math.abs(micros);
        StringBuilder text = new StringBuilder(micros < 0 ? "-" : "");
        if (rest >= DAY) {
            text.append(rest / DAY).append('.');
        }
        text.append(two(rest % DAY / HOUR)).append(':');
        text.append(two(rest % HOUR / MINUTE)).append(':');
        text.append(two(rest % MINUTE / SECOND));
        if (rest % SECOND != 0) {
            text.append('.').append(String.format(java.util.Locale.ROOT, "%06d0", rest % SECOND));
        }
        return text.toString();
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
