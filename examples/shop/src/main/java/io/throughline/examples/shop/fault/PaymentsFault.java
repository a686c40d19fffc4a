package io.throughline.examples.shop.fault;

import java.time.Duration;

/** The third party that charges cards answers every request with a 503. */
final class PaymentsFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "payments";
    }

    @Override
    public String title() {
        return "The payment provider is out of order";
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
        return "payments";
    }

    @Override
    public void begin(Operations operations) {
        operations.failPayments(true);
        operations.note("payment provider out of order");
    }

    @Override
    public void remedy(Operations operations) {
        operations.failPayments(false);
        operations.note("payment provider in order again");
    }
}
