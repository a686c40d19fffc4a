package io.throughline.core.sync;

import java.time.Instant;
import java.util.Optional;

/** What is to be done to one stream in one sync, one read and write at a time. */
interface StreamSteps {

    /** Returns how urgent the next step is; empty when nothing is left to do. */
    Optional<Next> next();

    /** Does the next step on the calling thread. */
    void step();

    /** Writes the state at the end of a sync that did all steps, if the last write did not already. */
    void settle();

    /** Tells whether what is new was read, so that at most back-fill is left. */
    boolean freshIsRead();

    /**
     * A step to come.
     *
     * @param rank what sort of step
     * @param time event time that it reaches up to
     */
    record Next(Urgency.Rank rank, Instant time) {}
}
