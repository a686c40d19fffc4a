package io.throughline.examples.tenant.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the recorded time is on the calendar of the one who looks: moved by whole days of UTC, so that the hours of a day
 * stay what they were, and no further than what has happened by then.
 *
 * @param shift a whole number of days, added to every recorded instant
 * @param clock what time it is in the tenant; nothing that arrived later is served
 */
public record Replay(Duration shift, Clock clock) {

    /** Checks that the shift is of whole days. */
    public Replay {
        if (!shift.equals(Duration.ofDays(shift.toDays()))) {
            throw new IllegalArgumentException("a recording is moved by whole days, not by " + shift);
        }
    }

    /** Returns the shift that puts {@code recordedEnd} to the latest instant not after {@code limit}. */
    public static Duration shift(Instant recordedEnd, Instant limit) {
        return Duration.ofDays(
                Math.floorDiv(Duration.between(recordedEnd, limit).toSeconds(), 86_400));
    }

    /** Returns when something recorded is said to have happened. */
    public Instant served(Instant recorded) {
        return recorded.plus(shift);
    }

    /** Returns what was recorded at a served instant. */
    public Instant recorded(Instant served) {
        return served.minus(shift);
    }

    /** Returns what time it is in the tenant. */
    public Instant now() {
        return clock.instant();
    }

    /** Returns the recorded instant that is now. */
    public Instant recordedNow() {
        return recorded(now());
    }
}
