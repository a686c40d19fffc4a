package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;

/** Connections to the inventory are closed, and new ones as soon as they are made. */
final class CutNetworkFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "cut-network";
    }

    @Override
    public String title() {
        return "inventory-api cannot be reached";
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
        operations.cutNetwork(ServiceKind.INVENTORY);
        operations.note("connections to inventory-api are closed");
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        operations.mendNetwork(ServiceKind.INVENTORY);
        operations.note("connections to inventory-api are let through");
    }
}
