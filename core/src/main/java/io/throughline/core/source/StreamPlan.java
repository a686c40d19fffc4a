package io.throughline.core.source;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a stream reads, how late that arrives and how many calls it takes; told before anything is read.
 *
 * @param stream the stream's name
 * @param reads what is read, in the vendor's words: tables, metrics, endpoints
 * @param delay how long after its event time an item can usually be read
 * @param overlap how much is read again on each sync, because items arrive late or are revised
 * @param firstCalls calls that reading the horizon for the first time takes, as long as the vendor cuts and refuses nothing
 * @param callsPerHour calls an hour once the horizon is read, with as many syncs as were asked about
 * @param notes what people should know, such as what is left out and why
 */
public record StreamPlan(
        String stream,
        List<String> reads,
        Duration delay,
        Duration overlap,
        long firstCalls,
        double callsPerHour,
        List<String> notes) {

    public StreamPlan {
        Objects.requireNonNull(stream, "stream");
        reads = List.copyOf(reads);
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(overlap, "overlap");
        if (firstCalls < 0 || !(callsPerHour >= 0)) {
            throw new IllegalArgumentException("calls of " + stream + " must not be negative");
        }
        notes = List.copyOf(notes);
    }

    /** Returns the plan with one more note. */
    public StreamPlan withNote(String note) {
        List<String> more = new java.util.ArrayList<>(notes);
        more.add(note);
        return new StreamPlan(stream, reads, delay, overlap, firstCalls, callsPerHour, more);
    }
}
