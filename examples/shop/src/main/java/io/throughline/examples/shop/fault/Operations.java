package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;
import java.util.List;

/** What a fault may do to the running shop. */
public interface Operations {
    /** Deploys the version that the history releases from the commit in this folder. */
    void deploy(String commitDirectory) throws Exception;

    /** Starts a process on a service's host. */
    Process startOn(ServiceKind kind, List<String> command) throws Exception;

    /** Waits until this much model time has passed. */
    void pause(Duration model) throws InterruptedException;

    /** Notes something that happened, for the truth file. */
    void note(String text);

    /** Whether the remedy has been started. */
    boolean remedied();
}
