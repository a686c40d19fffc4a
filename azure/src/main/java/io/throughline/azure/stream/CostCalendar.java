package io.throughline.azure.stream;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Which days of cost are worth reading again. The service renews its data every few hours and wants few calls, so the
 * first sync of a UTC day reads again, and no other does.
 */
final class CostCalendar {

    static final Duration DAY = Duration.ofDays(1);

    /** Usage arrives up to a day late and is rated anew for some days. */
    static final int DAYS_REVISED = 5;

    /** A month is closed some days after its end; through this day of the next one it changes. */
    static final int LAST_DAY_OF_CLOSING = 6;

    /** By how much the engine sets {@code since} back before it asks. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private CostCalendar() {}

    /**
     * Returns the days to read again: the last five that were complete when all was stored, and those since; the month
     * before, as long as it was not closed; and a month that ended meanwhile.
     *
     * @param since the instant up to which all is stored
     * @param horizon on the grid of days; its last day is today
     */
    static List<TimeWindow> revised(Instant since, TimeWindow horizon) {
        LocalDate today = day(horizon.to()).minusDays(1);
        LocalDate stored = day(since);
        if (!stored.isBefore(today)) {
            return List.of();
        }
        LocalDate first = stored.minusDays(DAYS_REVISED - 1L);
        if (stored.getDayOfMonth() <= LAST_DAY_OF_CLOSING) {
            first = earlier(first, stored.withDayOfMonth(1).minusMonths(1));
        }
        if (!stored.withDayOfMonth(1).equals(today.withDayOfMonth(1))) {
            first = earlier(first, stored.withDayOfMonth(1));
        }
        return horizon.intersect(
                        new TimeWindow(first.atStartOfDay(ZoneOffset.UTC).toInstant(), horizon.to()))
                .map(window -> window.split(DAY))
                .orElse(List.of());
    }

    /** Returns today, once a day. */
    static List<TimeWindow> today(Instant since, TimeWindow horizon) {
        TimeWindow today = new TimeWindow(horizon.to().minus(DAY), horizon.to());
        return since.isBefore(today.from()) ? List.of(today) : List.of();
    }

    /** Returns how often a day something that is read once a day is read: more often by chance, as syncs near midnight. */
    static double readsPerDay(Duration every) {
        double syncs = DAY.toMillis() / (double) every.toMillis();
        return Math.min(syncs, 1 + MARGIN.toMillis() / (double) every.toMillis());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
