package io.throughline.core.sync;

import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one stream is doing.
 *
 * @param stream the stream's name
 * @param tier how urgent it is, or null if the store has it but no source does
 * @param completeness what is known about how much arrived; {@link State#NEVER_READ} if it was never read
 * @param age time since the event time up to which it was read, not negative, or null if it was never read
 * @param every the interval at which it is to be read, or null if no source has it
 * @param succeededAt when the last run that went well began, UTC, or null if none did
 * @param overdue whether it has not succeeded for three intervals, at least 15 min
 * @param failures how many runs in a row failed
 * @param nextDue when it is to be read next, UTC, or null if no source has it
 * @param silentSince since when nothing has come although reading works, event time, UTC, or null if that is not so
 * @param setAside number of its records that could not be taken
 */
public record StreamStatus(
        String stream,
        @Nullable Tier tier,
        StreamCompleteness completeness,
        @Nullable Duration age,
        @Nullable Duration every,
        @Nullable Instant succeededAt,
        boolean overdue,
        int failures,
        @Nullable Instant nextDue,
        @Nullable Instant silentSince,
        int setAside) {

    public StreamStatus {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(completeness, "completeness");
    }

    /** Tells whether what it brings is current: it was read, it is not overdue, it does not fail and is not silent. */
    public boolean isLive() {
        State state = completeness.state();
        return (state == State.COMPLETE || state == State.PARTIAL) && !overdue && silentSince == null && tier != null;
    }
}
