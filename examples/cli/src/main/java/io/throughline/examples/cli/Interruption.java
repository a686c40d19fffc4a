package io.throughline.examples.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is told to stop, and lets what is open be closed before it ends. */
final class Interruption implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "throughline-shutdown");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onShutdown() {
        asked.countDown();
        try {
            closed.await();
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
