package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;

/** A release whose migration replaces an index by one that the query cannot use: the plan flips, and the pool runs dry. */
final class DatabaseFault implements Fault {
    @Override
    public String id() {
        return "database";
    }

    @Override
    public String title() {
        return "A release drops the use of an index";
    }

    @Override
    public Duration begins() {
        return Duration.ofMinutes(15);
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public String culprit() {
        return ServiceKind.ORDERS.role();
    }

    @Override
    public void begin(Operations operations) throws Exception {
        operations.deploy("09");
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        operations.deploy("10");
    }
}
