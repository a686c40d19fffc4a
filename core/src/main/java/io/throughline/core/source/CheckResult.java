package io.throughline.core.source;

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
 */
public record CheckResult(
        String source,
        String capability,
        Outcome outcome,
        String detail,
        @Nullable String remedy) {

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

    /** Tells whether the capability can be used. */
    public boolean works() {
        return outcome == Outcome.WORKS || outcome == Outcome.WORKS_BUT_EMPTY;
    }
}
