package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What a fault may do to the running shop. */
public interface Operations {
    /** Deploys the version that the history releases from the commit in this folder. */
    void deploy(String commitDirectory) throws Exception;

    /** Starts a process on a service's host. */
    Process startOn(ServiceKind kind, List<String> command) throws Exception;

    /**
     * A new connection of the administrator to a service's database; the caller closes it.
     *
     * @throws IllegalArgumentException when the service has no database
     */
    Connection database(ServiceKind kind) throws SQLException;

    /** Lets every message on the way to and from a service take this much longer; zero ends it. */
    void slowNetwork(ServiceKind to, Duration extra);

    /** Closes the connections to a service, and new ones as soon as they are made. */
    void cutNetwork(ServiceKind to);

    /** Lets connections to a service through again. */
    void mendNetwork(ServiceKind to);

    /** Stops the process of a service in its tracks; it keeps its memory and its connections. */
    void freeze(ServiceKind kind) throws Exception;

    /** Lets a frozen process go on. */
    void thaw(ServiceKind kind) throws Exception;

    /** Lets the payment provider answer nothing but 503, or work again. */
    void failPayments(boolean fail);

    /** Waits until this much model time has passed. */
    void pause(Duration model) throws InterruptedException;

    /** Notes something that happened, for the truth file. */
    void note(String text);

    /** Whether the remedy has been started. */
    boolean remedied();
}
