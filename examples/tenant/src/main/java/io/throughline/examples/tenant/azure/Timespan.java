package io.throughline.examples.tenant.azure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Optional;

/**
 * The {@code timespan} of a request: what lies outside is as if it were not there.
 *
 * @param from inclusive
 * @param to inclusive, as the service's own filter
 */
record Timespan(Instant from, Instant to) {

    /** Everything that there may be. */
    static final Timespan ALWAYS = new Timespan(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    /** Reads {@code PT6H}, {@code start/end}, {@code start/duration} or {@code duration/end}. */
    static Optional<Timespan> parse(String text, Instant now) {
        try {
            String[] parts = text.strip().split("/", -1);
            if (parts.length == 1) {
                return Optional.of(new Timespan(before(now, parts[0]), now));
            }
            if (parts.length != 2) {
                return Optional.empty();
            }
            if (isDuration(parts[0])) {
                Instant end = instant(parts[1]);
                return Optional.of(new Timespan(before(end, parts[0]), end));
            }
            Instant start = instant(parts[0]);
            return Optional.of(new Timespan(start, isDuration(parts[1]) ? after(start, parts[1]) : instant(parts[1])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isDuration(String text) {
        return text.startsWith("P") || text.startsWith("p");
    }

    private static Instant before(Instant end, String duration) {
        return end.atOffset(ZoneOffset.UTC).minus(amount(duration)).toInstant();
    }

    private static Instant after(Instant start, String duration) {
        return start.atOffset(ZoneOffset.UTC).plus(amount(duration)).toInstant();
    }

    private static TemporalAmount amount(String text) {
        boolean days = !text.contains("T") && !text.contains("t") && !text.endsWith("D") && !text.endsWith("d");
        return days ? Period.parse(text) : Duration.parse(text);
    }

    /** Java's clients leave zero seconds out; a date alone is its first instant; without an offset it is UTC. */
    static Instant instant(String text) {
        String trimmed = text.strip();
        if (trimmed.length() == 10) {
            return LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean offset = trimmed.endsWith("Z") || trimmed.lastIndexOf('+') > 10 || trimmed.lastIndexOf('-') > 10;
        return OffsetDateTime.parse(offset ? trimmed : trimmed + "Z").toInstant();
    }
}
