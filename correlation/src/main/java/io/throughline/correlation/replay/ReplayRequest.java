package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is to be replayed. What a look at the very beginning of the range tells had been said by then: it is taken as
 * known, and not said again.
 *
 * @param range event time; the first step ends one step after its beginning, the last no later than its end
 * @param step time from one look to the next, whole milliseconds, positive, no longer than the range
 * @param focus length of the time that each look asks about, no shorter than the step
 * @param quiet how long all must be normal before an incident is resolved
 * @param knowledge what a look may know
 */
public record ReplayRequest(TimeWindow range, Duration step, Duration focus, Duration quiet, Knowledge knowledge) {

    /** More steps than this take longer than anyone waits. */
    private static final long MOST_STEPS = 100_000;

    private static final Duration USUAL_FOCUS = Duration.ofHours(6);
    private static final Duration USUAL_QUIET = Duration.ofMinutes(30);

    public ReplayRequest {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(knowledge, "knowledge");
        if (step.toMillis() <= 0 || !step.equals(Duration.ofMillis(step.toMillis()))) {
            throw new IllegalArgumentException("step must be a positive number of whole milliseconds, was " + step);
        }
        if (step.compareTo(range.length()) > 0) {
            throw new IllegalArgumentException(
                    "step " + step + " is longer than the range " + range + "; choose a shorter step");
        }
        if (range.length().toMillis() / step.toMillis() > MOST_STEPS) {
            throw new IllegalArgumentException("the range " + range + " has more than " + MOST_STEPS + " steps of "
                    + step + "; choose a longer step");
        }
        if (focus.compareTo(step) < 0) {
            throw new IllegalArgumentException("focus " + focus + " is shorter than the step " + step
                    + ", so that some time is never asked about");
        }
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("quiet must not be negative, was " + quiet);
        }
    }

    /** Returns a request with a focus of six hours, or of a step if that is longer, from what was known then. */
    public static ReplayRequest of(TimeWindow range, Duration step) {
        Duration focus = step.compareTo(USUAL_FOCUS) > 0 ? step : USUAL_FOCUS;
        return new ReplayRequest(range, step, focus, USUAL_QUIET, Knowledge.THEN);
    }

    /** Returns the same request with another length of the time that each look asks about. */
    public ReplayRequest focus(Duration length) {
        return new ReplayRequest(range, step, length, quiet, knowledge);
    }

    /** Returns the same request with another time of quiet before an incident is resolved. */
    public ReplayRequest quiet(Duration length) {
        return new ReplayRequest(range, step, focus, length, knowledge);
    }

    /** Returns the same request, from what is known now. */
    public ReplayRequest inHindsight() {
        return new ReplayRequest(range, step, focus, quiet, Knowledge.NOW);
    }

    /** Returns the ends of the steps, ascending. */
    public List<Instant> steps() {
        List<Instant> ends = new ArrayList<>();
        for (Instant end = range.from().plus(step); !end.isAfter(range.to()); end = end.plus(step)) {
            ends.add(end);
        }
        return List.copyOf(ends);
    }
}
