package io.throughline.core.sync;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with statements on how much of a stream arrived. */
final class Statements {

    private Statements() {}

    static StreamCompleteness neverRead(String stream) {
        return new StreamCompleteness(stream, State.NEVER_READ, null, false, false, 1, List.of());
    }

    /** Returns a statement that claims no more than that a part arrived. */
    static StreamCompleteness atLeastPartial(StreamCompleteness told) {
        return told.state() == State.COMPLETE ? told.withState(State.PARTIAL) : told;
    }

    /** Returns the worst of two statements on parts of one stream. */
    static StreamCompleteness join(StreamCompleteness a, StreamCompleteness b) {
        Set<String> notes = new LinkedHashSet<>(a.notes());
        notes.addAll(b.notes());
        return new StreamCompleteness(
                a.stream(),
                a.state().compareTo(b.state()) >= 0 ? a.state() : b.state(),
                later(a.asOf(), b.asOf()),
                a.truncated() || b.truncated(),
                a.throttled() || b.throttled(),
                Math.max(a.samplingFactor(), b.samplingFactor()),
                new ArrayList<>(notes));
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}
