package io.throughline.core.store;

import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream was read.
 *
 * @param stream the stream's name
 * @param watermark for a measured stream the arrival time up to which all is stored, UTC, or null if nothing is
 * @param cursor for a revised stream where to go on, or null to begin
 * @param updatedAt when this was written, by the sync's clock, UTC
 * @param completeness what is known about how much arrived
 * @param attempts how the last runs went
 * @param pulse how regularly it has delivered, or null if nothing is known of that
 */
public record StreamState(
        String stream,
        @Nullable Instant watermark,
        @Nullable String cursor,
        Instant updatedAt,
        StreamCompleteness completeness,
        Attempts attempts,
        @Nullable Pulse pulse) {

    /** Creates a state without anything known of earlier runs. */
    public StreamState(
            String stream,
            @Nullable Instant watermark,
            @Nullable String cursor,
            Instant updatedAt,
            StreamCompleteness completeness) {
        this(stream, watermark, cursor, updatedAt, completeness, Attempts.none(), null);
    }

    public StreamState {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(completeness, "completeness");
        Objects.requireNonNull(attempts, "attempts");
        if (!completeness.stream().equals(stream)) {
            throw new IllegalArgumentException(
                    "completeness speaks of " + completeness.stream() + ", the state of " + stream);
        }
    }
}
