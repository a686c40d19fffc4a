package io.throughline.correlation.replay;

import io.throughline.correlation.ledger.State;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that would have been said about an incident.
 *
 * @param at end of the step that said it, UTC
 * @param incident the incident's own id
 * @param occasion why it was said
 * @param state where the incident stood then
 * @param title the incident's line for people, as of then
 * @param cause the probable cause ranked first, as of then
 * @param other of an incident that was merged the one that it belongs to, of one that was split off the one that it
 *     was part of; else null
 */
public record Statement(
        Instant at,
        String incident,
        Occasion occasion,
        State state,
        String title,
        String cause,
        @Nullable String other) {

    /** Why something is said. */
    public enum Occasion {
        /** It had not been told of before. */
        FIRST,
        /** It moved to another state. */
        STATE,
        /** Its title or the cause ranked first is another one. */
        REVISED
    }

    public Statement {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(occasion, "occasion");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(cause, "cause");
    }
}
