package io.throughline.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether one capability of a source works.
 *
 * @param source the source's id
 * @param capability what was tried, in a few words: {@code authenticate}, {@code table AppRequests}…
 * @param outcome how it ended
 * @param detail what was seen, one line without secrets
 * @param remedy what to do, with the role or scope to grant, or null if nothing is to be done
 * @param command a command that does it, ready to be run by somebody who may, or null
 * @param latency how long the call took, waits and repetitions included, or null if none was made or it was not measured
 * @param rows how many rows were seen, or null if it is not about rows
 * @param latest event time of the newest of them, or null
 */
public record CheckResult(
        String source,
        String capability,
        Outcome outcome,
        String detail,
        @Nullable String remedy,
        @Nullable String command,
        @Nullable Duration latency,
        @Nullable Long rows,
        @Nullable Instant latest) {

    /** Creates a result that nothing else is known about. */
    public CheckResult(String source, String capability, Outcome outcome, String detail, @Nullable String remedy) {
        this(source, capability, outcome, detail, remedy, null, null, null, null);
    }

    /** How a check ended. */
    public enum Outcome {
        WORKS,
        WORKS_BUT_EMPTY,
        FORBIDDEN,
        UNAUTHENTICATED,
        NOT_FOUND,
        UNREACHABLE,
        FAILED
    }

    public CheckResult {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns the result with a command that mends it. */
    public CheckResult withCommand(String line) {
        return new CheckResult(source, capability, outcome, detail, remedy, line, latency, rows, latest);
    }

    /** Returns the result with how long the call took. */
    public CheckResult withLatency(Duration took) {
        return new CheckResult(source, capability, outcome, detail, remedy, command, took, rows, latest);
    }

    /** Returns the result with the rows that were seen. */
    public CheckResult withRows(long seen, @Nullable Instant newest) {
        return new CheckResult(source, capability, outcome, detail, remedy, command, latency, seen, newest);
    }

    /** Tells whether the capability can be used. */
    public boolean works() {
        return outcome == Outcome.WORKS || outcome == Outcome.WORKS_BUT_EMPTY;
    }
}
