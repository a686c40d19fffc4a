package io.throughline.jira.stream;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Date literals of JQL for instants. A literal has minutes and is read in the zone of the caller's profile; so bounds are
 * taken outwards, never inwards: a search may find too much, but not too little.
 */
final class JqlTimes {

    private final @Nullable ZoneRules rules;

    private JqlTimes(@Nullable ZoneRules rules) {
        this.rules = rules;
    }

    /** Returns literals for a profile's zone; an unknown zone (null) makes bounds a day wide. */
    static JqlTimes in(@Nullable ZoneId zone) {
        return new JqlTimes(zone == null ? null : zone.getRules());
    }

    /** Returns a literal that denotes the instant's minute or, where the wall clock is ambiguous, an earlier one. */
    LocalDateTime atOrBefore(Instant instant) {
        if (rules == null) {
            return minute(instant, ZoneOffset.UTC).minusHours(14);
        }
        LocalDateTime local = minute(instant, rules.getOffset(instant));
        // An hour that comes twice could be read as its later self: go back to before it.
        return rules.getValidOffsets(local).size() > 1
                ? rules.getTransition(local).getDateTimeAfter().minusMinutes(1)
                : local;
    }

    /** Returns a literal that denotes the minute after the instant's or, where the wall clock is ambiguous, a later one. */
    LocalDateTime atOrAfter(Instant instant) {
        if (rules == null) {
            return minute(instant, ZoneOffset.UTC).plusHours(14).plusMinutes(1);
        }
        Instant next = instant.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        LocalDateTime local = minute(next, rules.getOffset(next));
        return rules.getValidOffsets(local).size() > 1
                ? rules.getTransition(local).getDateTimeBefore()
                : local;
    }

    private static LocalDateTime minute(Instant instant, ZoneOffset offset) {
        return LocalDateTime.ofInstant(instant, offset).truncatedTo(ChronoUnit.MINUTES);
    }
}
