package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;

/** The process of a service stops in its tracks: connections stay open, and nothing is answered. */
final class FrozenFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    private final String id;
    private final ServiceKind kind;

    FrozenFault(String id, ServiceKind kind) {
        this.id = id;
        this.kind = kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "A service hangs without ending";
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
        return kind.role();
    }

    @Override
    public void begin(Operations operations) throws Exception {
        operations.freeze(kind);
        operations.note("process of " + kind.role() + " frozen");
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        operations.thaw(kind);
        operations.note("process of " + kind.role() + " goes on");
    }
}
