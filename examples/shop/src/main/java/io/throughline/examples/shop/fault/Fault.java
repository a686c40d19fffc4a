package io.throughline.examples.shop.fault;

import java.time.Duration;

/** Something that goes wrong in the shop, for real, and what people do about it. To record another one, implement this and add it to {@link Faults}. */
public interface Fault {
    /** Name of the stretch, such as {@code database}. */
    String id();

    /** One line for a reader of the recording. */
    String title();

    /** How long after the stretch's start the fault begins. */
    Duration begins();

    /** Whether this is a fault at all; the quiet stretch has none. */
    boolean real();

    /** Where the cause lies: the role of a service, or {@code database}; for a release, the service released. */
    String culprit();

    /**
     * Makes it happen.
     *
     * @throws Exception when the system cannot be broken as meant, which ends the recording
     */
    void begin(Operations operations) throws Exception;

    /**
     * What the person on call does once the cause is understood.
     *
     * @throws Exception when it cannot be done, which ends the recording
     */
    void remedy(Operations operations) throws Exception;
}
