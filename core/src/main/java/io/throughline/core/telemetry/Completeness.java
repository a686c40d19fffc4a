package io.throughline.core.telemetry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which sources answered, how old they are, and what was cut, sampled or throttled. Every result carries one; operators
 * pass it on. A missing source makes a result less certain, never better.
 *
 * @param streams one statement for each stream, by ascending name
 */
public record Completeness(List<StreamCompleteness> streams) {

    public Completeness {
        TreeMap<String, StreamCompleteness> byName = new TreeMap<>();
        for (StreamCompleteness stream : streams) {
            if (byName.put(stream.stream(), stream) != null) {
                throw new IllegalArgumentException("two statements on stream " + stream.stream());
            }
        }
        streams = List.copyOf(byName.values());
    }

    /** Returns completeness without any stream: nothing is known. */
    public static Completeness none() {
        return new Completeness(List.of());
    }

    /** Returns the completeness made of the given statements. */
    public static Completeness of(Collection<StreamCompleteness> streams) {
        return new Completeness(List.copyOf(streams));
    }

    /** Returns the statement on one stream. */
    public Optional<StreamCompleteness> stream(String name) {
        return streams.stream().filter(s -> s.stream().equals(name)).findFirst();
    }

    /** Returns those streams that were not read whole. */
    public List<StreamCompleteness> gaps() {
        return streams.stream()
                .filter(s -> s.state() != StreamCompleteness.State.COMPLETE || s.truncated())
                .toList();
    }

    /** Tells whether every known stream was read whole; false if none is known. */
    public boolean isComplete() {
        return !streams.isEmpty() && gaps().isEmpty();
    }

    /** Returns the share of known streams that were read whole, in {@code [0, 1]}; 0 if none is known. */
    public double ratio() {
        return streams.isEmpty() ? 0 : (streams.size() - gaps().size()) / (double) streams.size();
    }

    /** Returns the statements of both; where both speak of a stream, the worse state wins. */
    public Completeness merge(Completeness other) {
        Map<String, StreamCompleteness> byName = new TreeMap<>();
        for (StreamCompleteness stream : streams) {
            byName.put(stream.stream(), stream);
        }
        for (StreamCompleteness stream : other.streams) {
            byName.merge(stream.stream(), stream, (a, b) -> a.state().compareTo(b.state()) >= 0 ? a : b);
        }
        return Completeness.of(byName.values());
    }
}
