package io.throughline.examples.shop.fault;

import java.time.Duration;

/** Nothing goes wrong; the planned deployment of the stretch takes place. */
record Quiet(String id, String title) implements Fault {
    @Override
    public Duration begins() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean real() {
        return false;
    }

    @Override
    public String culprit() {
        return "";
    }

    @Override
    public void begin(Operations operations) {}

    @Override
    public void remedy(Operations operations) {}
}
