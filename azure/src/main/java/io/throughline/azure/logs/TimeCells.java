package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Instants in the service's form, {@code 2026-11-22T10:00:00.1234567Z}, as ticks of 100 ns since the epoch. */
final class TimeCells extends Cells {

    private static final long PER_SECOND = 10_000_000;
    /** {@code 2026-11-22T10:00:00}. */
    private static final int SECONDS_LENGTH = 19;

    private static final int MOST_DIGITS = 7;

    private final List<long[]> blocks = new ArrayList<>();

    @Override
    boolean put(int row, JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            return false;
        }
        long ticks = ticks(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (ticks == Long.MIN_VALUE) {
            return false;
        }
        makeRoom(row);
        blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)] = ticks;
        return true;
    }

    @Override
    void makeRoom(int row) {
        if (row >> BLOCK_BITS == blocks.size()) {
            blocks.add(new long[BLOCK]);
        }
    }

    @Override
    Instant instant(int row) {
        long ticks = ticks(row);
        return Instant.ofEpochSecond(Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * 100);
    }

    /** Writes the fraction as it came: as many digits as it needs, none for a whole second. */
    @Override
    String text(int row) {
        long ticks = ticks(row);
        String seconds = Instant.ofEpochSecond(Math.floorDiv(ticks, PER_SECOND)).toString();
        int fraction = (int) Math.floorMod(ticks, PER_SECOND);
        if (fraction == 0) {
            return seconds;
        }
        String digits = Integer.toString((int) PER_SECOND + fraction).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return seconds.substring(0, seconds.length() - 1) + "." + digits.substring(0, end) + "Z";
    }

    private long ticks(int row) {
        return blocks.get(row >> BLOCK_BITS)[row & (BLOCK - 1)];
    }

    /** Returns the ticks, or the least long if the text is not exactly what {@link #text} would write. */
    private static long ticks(char[] text, int from, int length) {
        if (length <= SECONDS_LENGTH
                || text[from + length - 1] != 'Z'
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return Long.MIN_VALUE;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        // Any unreadable part is -1 and makes the whole negative.
        if ((year | month | day | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > lastDay(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return Long.MIN_VALUE;
        }
        long fraction = 0;
        int places = length - SECONDS_LENGTH - 2;
        if (places >= 0) {
            if (places == 0
                    || places > MOST_DIGITS
                    || text[from + SECONDS_LENGTH] != '.'
                    || text[from + length - 2] == '0') {
                return Long.MIN_VALUE;
            }
            fraction = digits(text, from + SECONDS_LENGTH + 1, places);
            if (fraction < 0) {
                return Long.MIN_VALUE;
            }
            for (int i = places; i < MOST_DIGITS; i++) {
                fraction *= 10;
            }
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
        return seconds * PER_SECOND + fraction;
    }

    private static int digits(char[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int lastDay(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> java.time.Year.isLeap(year) ? 29 : 28;
            default -> 31;
        };
    }

    /** Days since the epoch of a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
