package io.throughline.core.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The server's own time, by which its reset instants and dates are meant. */
final class ServerTime {

    /** The {@code Date} header has whole seconds and travels: closer than this, the own clock is the better one. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private ServerTime() {}

    /** Reads the {@code Date} header. */
    static Optional<Instant> told(Headers headers) {
        try {
            return headers.first("Date")
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the current time by the server's clock, if that one differs from the own. */
    static Instant now(Headers headers, Instant own) {
        return told(headers)
                .filter(server -> Duration.between(server, own).abs().compareTo(TOLERANCE) > 0)
                .orElse(own);
    }
}
