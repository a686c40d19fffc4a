package io.throughline.examples.shop.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What runs beside each other during a recording; the first failure ends it. */
final class Tasks implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();

    synchronized void start(Task task) {
        Callable<Boolean> callable = () -> {
            task.run();
            return true;
        };
        running.add(threads.submit(callable));
    }

    /** Throws what a task has failed with, if one has. */
    synchronized void check() throws InterruptedException, ExecutionException {
        for (Future<?> task : running) {
            if (task.isDone()) {
                task.get();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }
}
