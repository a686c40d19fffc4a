package io.throughline.correlation.replay;

/** What a step of a replay is allowed to know. */
public enum Knowledge {
    /**
     * Only what the store knew at the end of the step: what arrived, changed or was deleted since does not count.
     * What was read for the first time later, such as the history that a new installation fetches, was not known
     * then.
     */
    THEN,
    /**
     * All that is known now of the event time up to the end of the step, as if every source had told it at once.
     * Points are as they were measured; an event has the state that it came to have later.
     */
    NOW
}
