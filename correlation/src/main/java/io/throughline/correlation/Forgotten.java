package io.throughline.correlation;

import io.throughline.core.store.Retention;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of a store that keeps its past for a while only what it may no longer know of an instant of knowledge. */
final class Forgotten {

    /** Speaks of the store's memory, not of something that is read. */
    private static final String STREAM = "throughline/history";

    private Forgotten() {}

    /**
     * Returns what may be missing in a window as it was known at an instant.
     *
     * @param rawFrom from when on points are as they were read, or empty if all are
     * @param now the current time, UTC
     */
    static Optional<StreamCompleteness> of(
            TimeWindow window, Instant knownAt, Retention retention, Optional<Instant> rawFrom, Instant now) {
        List<String> notes = new ArrayList<>();
        if (knownAt.isBefore(now.minus(retention.history()))) {
            notes.add("replaced versions are kept for " + retention.history().toDays()
                    + " days only; what was known at " + knownAt + " and changed soon after may be missing");
        }
        rawFrom.filter(from -> from.isAfter(window.from()))
                .ifPresent(from -> notes.add("what lies before " + from
                        + " is rolled up, as it was known then and not as it was known at " + knownAt));
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(new StreamCompleteness(STREAM, State.PARTIAL, null, false, false, 1, notes));
    }
}
