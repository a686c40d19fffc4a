package io.throughline.examples.evaluation.tasks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Times of rows: seconds since 1970 ({@code 1493568000}), or date and time of day ({@code 2014-04-01 00:05:00}, also with
 * {@code T}, a fraction, {@code Z} or an offset). What has no zone is read as UTC.
 */
final class Timestamps {

    /** From here on a number counts milliseconds rather than seconds, or lies after the year 5000. */
    private static final BigDecimal TOO_LATE = BigDecimal.valueOf(100_000_000_000L);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    static final String REMEDY =
            "write seconds since 1970 (1493568000) or date and time of day (2014-04-01 00:05:00), in order of time";

    private Timestamps() {}

    /**
     * Returns the time in milliseconds since 1970.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static long epochMillis(String text) {
        try {
            return text.length() > 4 && text.charAt(4) == '-' ? dated(text) : counted(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("no time: " + text, e);
        }
    }

    private static long counted(String text) {
        if (plainSeconds(text)) {
            return 1000 * Long.parseLong(text);
        }
        BigDecimal seconds = new BigDecimal(text);
        if (text.length() > 40 || seconds.abs().compareTo(TOO_LATE) >= 0) {
            throw new IllegalArgumentException("no time in seconds: " + text);
        }
        return seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private static boolean plainSeconds(String text) {
        return !text.isEmpty() && text.length() <= 11 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long dated(String text) {
        if (text.length() == 19 && text.charAt(10) == ' ') {
            long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                    .toEpochDay();
            int hour = digits(text, 11, 13);
            int minute = digits(text, 14, 16);
            int second = digits(text, 17, 19);
            if (text.charAt(7) != '-' || text.charAt(13) != ':' || text.charAt(16) != ':') {
                throw new IllegalArgumentException("no time: " + text);
            }
            if (hour < 24 && minute < 60 && second < 60) {
                return 1000 * (((day * 24 + hour) * 60 + minute) * 60 + second);
            }
            throw new IllegalArgumentException("no time of day: " + text);
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return OffsetDateTime.parse(iso, ISO)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("no time: " + text);
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
