package io.throughline.core.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about how much of one stream arrived.
 *
 * @param stream the stream, {@code <source>/<stream>}
 * @param state whether it answered
 * @param asOf event time up to which the stream was read, or null if never
 * @param truncated whether the vendor cut something off
 * @param throttled whether the vendor slowed the reading down
 * @param samplingFactor mean number of real items that one stored item stands for; 1 without sampling
 * @param notes sentences for people: what is missing and what to do about it
 */
public record StreamCompleteness(
        String stream,
        State state,
        @Nullable Instant asOf,
        boolean truncated,
        boolean throttled,
        double samplingFactor,
        List<String> notes)
        implements Comparable<StreamCompleteness> {

    /** Whether a stream answered, from best to worst. */
    public enum State {
        /** Everything in the window was read. */
        COMPLETE,
        /** Part of the window was read. */
        PARTIAL,
        /** Left out on request. */
        SKIPPED,
        /** Nothing was read yet. */
        NEVER_READ,
        /** The vendor could not be read; what is stored may be older. */
        FAILED
    }

    public StreamCompleteness {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(state, "state");
        if (!(samplingFactor >= 1) || Double.isInfinite(samplingFactor)) {
            throw new IllegalArgumentException(
                    "samplingFactor of " + stream + " must be at least 1, was " + samplingFactor);
        }
        notes = List.copyOf(notes);
    }

    /** Returns the statement that a stream was read whole up to {@code asOf}, without sampling. */
    public static StreamCompleteness complete(String stream, Instant asOf) {
        return new StreamCompleteness(stream, State.COMPLETE, asOf, false, false, 1, List.of());
    }

    /** Returns the statement that reading a stream failed; {@code asOf} is how far it was read before, if ever. */
    public static StreamCompleteness failed(String stream, @Nullable Instant asOf, String reason) {
        return new StreamCompleteness(stream, State.FAILED, asOf, false, false, 1, List.of(reason));
    }

    /** Returns the statement that a stream was left out on request. */
    public static StreamCompleteness skipped(String stream, @Nullable Instant asOf) {
        return new StreamCompleteness(stream, State.SKIPPED, asOf, false, false, 1, List.of("skipped on request"));
    }

    /** Returns the same statement with another sentence. */
    public StreamCompleteness withNote(String note) {
        List<String> more = new java.util.ArrayList<>(notes);
        more.add(note);
        return new StreamCompleteness(stream, state, asOf, truncated, throttled, samplingFactor, more);
    }

    /** Returns the same statement with another state. */
    public StreamCompleteness withState(State other) {
        return new StreamCompleteness(stream, other, asOf, truncated, throttled, samplingFactor, notes);
    }

    /** Orders by stream. */
    @Override
    public int compareTo(StreamCompleteness other) {
        return stream.compareTo(other.stream);
    }
}
