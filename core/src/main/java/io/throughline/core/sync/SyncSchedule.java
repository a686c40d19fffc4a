package io.throughline.core.sync;

import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each stream is to be read. It starts nothing: the host runs {@link SyncEngine#run} with {@link
 * SyncRequest#due()} whenever it likes, best at {@link SyncReport#nextDue()}, and what is due is read. However many times
 * were missed, one run makes up for them. Immutable.
 */
public final class SyncSchedule {

    /** How long any stream may go without a success before that is an event. */
    public static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(15);

    /** The part of an interval by which a stream may be read early, so that not all are read at the same instant. */
    private static final double JITTER = 0.1;

    private final SortedMap<String, Duration> every;

    private SyncSchedule(Map<String, Duration> every) {
        every.forEach((name, interval) -> {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("interval of " + name + " must be positive, was " + interval);
            }
        });
        this.every = Collections.unmodifiableSortedMap(new TreeMap<>(every));
    }

    /** Returns the schedule in which each stream is read as often as its tier says. */
    public static SyncSchedule standard() {
        return new SyncSchedule(Map.of());
    }

    /**
     * Returns a schedule.
     *
     * @param every interval by the name of a stream ({@code azure/cost}) or of a source ({@code azure}); the stream's
     *     counts more, and streams that are not named are read as often as their tier says
     * @throws IllegalArgumentException if an interval is not positive
     */
    public static SyncSchedule of(Map<String, Duration> every) {
        return new SyncSchedule(every);
    }

    /** Returns what differs from the tiers: intervals by the name of a stream or source. */
    public SortedMap<String, Duration> intervals() {
        return every;
    }

    /** Returns the time between two reads of a stream. */
    public Duration every(TelemetryStream stream) {
        Duration own = every.get(stream.name());
        if (own != null) {
            return own;
        }
        Duration ofSource = every.get(SyncRequest.source(stream.name()));
        return ofSource != null ? ofSource : stream.tier().every();
    }

    /**
     * Returns when a stream is to be read next. That is at most a tenth before its interval has passed, always the same
     * part for the same stream; after a failure it is when it may be tried again, unless only back-fill failed; and it is at once if it was never read,
     * if back-fill is left, or if the state was written in the future, by a clock that has been set back since.
     *
     * @param stream the stream
     * @param state its state, if it has one
     * @param now the current time, UTC
     * @return an instant; not after {@code now} if it is due
     */
    public Instant due(TelemetryStream stream, Optional<StreamState> state, Instant now) {
        if (state.isEmpty() || state.get().updatedAt().isAfter(now)) {
            return now;
        }
        Attempts attempts = state.get().attempts();
        Instant retryAt = attempts.retryAt();
        Instant succeeded = attempts.succeededAt();
        if (attempts.failures() > 0 && retryAt != null) {
            // Only back-fill failed if the same run read all that was new.
            return succeeded != null && succeeded.equals(state.get().updatedAt())
                    ? earlier(retryAt, next(stream, succeeded))
                    : retryAt;
        }
        if (succeeded == null
                || succeeded.isAfter(now)
                || Notes.goesOn(state.get().completeness())) {
            return now;
        }
        return next(stream, succeeded);
    }

    private Instant next(TelemetryStream stream, Instant succeeded) {
        Duration interval = every(stream);
        long early = (long) (interval.toMillis() * JITTER * StableHash.share(stream.name(), 0));
        return succeeded.plus(interval).minusMillis(early);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Returns how long a stream may go without a success before that is an event: three intervals, at least 15 min. */
    public Duration patience(TelemetryStream stream) {
        Duration three = every(stream).multipliedBy(3);
        return three.compareTo(SHORTEST_PATIENCE) > 0 ? three : SHORTEST_PATIENCE;
    }
}
