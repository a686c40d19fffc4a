package io.throughline.examples.tenant.sonarcloud;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as SonarCloud writes and reads them: seconds, and an offset without a colon. */
final class SonarTimes {

    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

    private SonarTimes() {}

    static String write(Instant instant) {
        return FORMAT.withZone(ZONE).format(instant);
    }

    /** Reads a parameter; a date alone is its first instant. */
    static Instant read(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZONE).toInstant()
                    : OffsetDateTime.parse(text, FORMAT).toInstant();
        } catch (DateTimeException e) {
            throw SonarErrors.refusal(400, "Date '" + text + "' cannot be parsed as either a date or date+time");
        }
    }
}
