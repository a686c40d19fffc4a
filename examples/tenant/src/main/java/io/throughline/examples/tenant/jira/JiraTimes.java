package io.throughline.examples.tenant.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Jira writes and reads them: always in the zone of the one who asks, which is not UTC here. */
final class JiraTimes {

    /** Of the account. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZONE);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern RELATIVE = Pattern.compile("([+-]?\\d+)([mhdw])");

    private JiraTimes() {}

    static String write(Instant instant) {
        return WIRE.format(instant);
    }

    /** Reads a literal of JQL: a minute, a day, or relative to now such as {@code -2h}. */
    static Optional<Instant> read(String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            long amount = Long.parseLong(relative.group(1).replace("+", ""));
            return Optional.of(
                    switch (relative.group(2)) {
                        case "m" -> now.plus(amount, ChronoUnit.MINUTES);
                        case "h" -> now.plus(amount, ChronoUnit.HOURS);
                        case "d" -> now.plus(amount, ChronoUnit.DAYS);
                        default -> now.plus(7 * amount, ChronoUnit.DAYS);
                    });
        }
        String dashed = text.replace('/', '-');
        try {
            return Optional.of(
                    dashed.length() <= 10
                            ? LocalDate.parse(dashed).atStartOfDay(ZONE).toInstant()
                            : LocalDateTime.parse(dashed, MINUTE).atZone(ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Instant startOfDay(Instant now) {
        return now.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
    }
}
