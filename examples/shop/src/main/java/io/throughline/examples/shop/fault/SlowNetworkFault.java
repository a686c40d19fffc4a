package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;

/** Each message on the way to the inventory and back takes most of a second longer. */
final class SlowNetworkFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "slow-network";
    }

    @Override
    public String title() {
        return "The network to inventory-api becomes slow";
    }

    @Override
    public Duration begins() {
        return BEGINS;
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public String culprit() {
        return ServiceKind.INVENTORY.role();
    }

    @Override
    public void begin(Operations operations) throws Exception {
        operations.slowNetwork(ServiceKind.INVENTORY, Duration.ofMillis(700));
        operations.note("messages to and from inventory-api take 700 ms longer");
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        operations.slowNetwork(ServiceKind.INVENTORY, Duration.ZERO);
        operations.note("network as fast as before");
    }
}
