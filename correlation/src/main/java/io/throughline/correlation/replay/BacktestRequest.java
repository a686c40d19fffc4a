package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a rule is to be tried on.
 *
 * @param replay the range, the steps and what they may know
 * @param lead by how much a firing may be said before the ticket that it foretells is opened, not negative
 * @param tolerance by how much it may be said after, not negative
 * @param ticketTypes the tracker's types of tickets that count, whatever the case; empty for all
 */
public record BacktestRequest(ReplayRequest replay, Duration lead, Duration tolerance, List<String> ticketTypes) {

    private static final Duration USUAL_LEAD = Duration.ofHours(2);
    private static final Duration USUAL_TOLERANCE = Duration.ofMinutes(15);

    public BacktestRequest {
        Objects.requireNonNull(replay, "replay");
        ticketTypes = List.copyOf(ticketTypes);
        if (lead.isNegative() || tolerance.isNegative()) {
            throw new IllegalArgumentException(
                    "lead and tolerance must not be negative, were " + lead + " and " + tolerance);
        }
        if (lead.plus(tolerance).isZero()) {
            throw new IllegalArgumentException(
                    "lead and tolerance are both zero, so that no firing could match a ticket; choose a longer lead");
        }
    }

    /**
     * Returns a request that takes firings up to two hours before and a quarter of an hour after a ticket of any
     * type.
     */
    public static BacktestRequest of(ReplayRequest replay) {
        return new BacktestRequest(replay, USUAL_LEAD, USUAL_TOLERANCE, List.of());
    }

    /** Returns the same request with other bounds of what matches. */
    public BacktestRequest matching(Duration longestLead, Duration longestDelay) {
        return new BacktestRequest(replay, longestLead, longestDelay, ticketTypes);
    }

    /** Returns the same request for tickets of some types only. */
    public BacktestRequest tickets(List<String> types) {
        return new BacktestRequest(replay, lead, tolerance, types);
    }

    /** Returns the time of the tickets that a firing in the range may match, as far as it is not after {@code now}. */
    public TimeWindow ticketsUntil(Instant now) {
        Instant end = replay.range().to().plus(lead);
        return new TimeWindow(replay.range().from().minus(tolerance), end.isAfter(now) ? now : end);
    }

    boolean counts(String type) {
        return ticketTypes.isEmpty() || ticketTypes.stream().anyMatch(type::equalsIgnoreCase);
    }
}
