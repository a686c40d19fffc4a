package io.throughline.correlation.cause;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When something went wrong, and what is to be compared with what.
 *
 * @param onset when it began, UTC
 * @param until end of what is looked at, UTC
 * @param quiet stretches known to be without a fault; empty if none is known, then all before the onset serves
 * @param symptom what users noticed, or null if that is not known
 */
public record Fault(
        Instant onset,
        Instant until,
        List<TimeWindow> quiet,
        @Nullable Symptom symptom) {

    public Fault {
        Objects.requireNonNull(onset, "onset");
        if (!until.isAfter(onset)) {
            throw new IllegalArgumentException("until " + until + " must be after the onset " + onset);
        }
        quiet = List.copyOf(quiet);
    }
}
