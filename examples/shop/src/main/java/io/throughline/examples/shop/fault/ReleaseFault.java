package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;

/**
 * A release that breaks something, and one that puts it right.
 *
 * @param released the service
 * @param bad folder of the commit in the history that is released when the fault begins
 * @param good that of the one released as the remedy
 */
record ReleaseFault(String id, String title, ServiceKind released, Duration begins, String bad, String good)
        implements Fault {
    @Override
    public boolean real() {
        return true;
    }

    @Override
    public String culprit() {
        return released.role();
    }

    @Override
    public void begin(Operations operations) throws Exception {
        operations.deploy(bad);
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        operations.deploy(good);
    }
}
