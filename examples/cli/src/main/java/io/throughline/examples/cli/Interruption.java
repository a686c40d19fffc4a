package io.throughline.examples.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets what is open be closed before the process ends, when it is told to stop: whoever made this is woken from {@link
 * #await()}, or interrupted in whatever else it does.
 */
final class Interruption implements AutoCloseable {

    /** How long closing may take; after that the process ends all the same. */
    private static final int SECONDS_TO_CLOSE = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread maker = Thread.currentThread();
    private final Thread hook = new Thread(this::onShutdown, "throughline-shutdown");
    private volatile boolean waiting;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits until the process is told to stop. */
    void await() {
        waiting = true;
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onShutdown() {
        asked.countDown();
        if (!waiting) {
            maker.interrupt();
        }
        try {
            boolean ignored = closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        if (asked.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
