package io.throughline.correlation.signature;

import io.throughline.correlation.evidence.Reason;
import java.util.Objects;

/**
 * A sign, looked for.
 *
 * @param sign what was looked for
 * @param state whether it is there
 * @param reason what was seen, or why nothing could be
 */
public record Finding(Sign sign, State state, Reason reason) {

    /** Whether a sign is there. */
    public enum State {
        /** Seen. */
        PRESENT,
        /** Looked for, and not there. */
        ABSENT,
        /** What would show it is not collected, or was not read: nothing follows. */
        UNSEEN
    }

    public Finding {
        Objects.requireNonNull(sign, "sign");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }
}
