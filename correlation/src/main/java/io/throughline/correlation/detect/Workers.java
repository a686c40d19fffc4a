package io.throughline.correlation.detect;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Does independent work in the caller's thread and in some of the caller's executor. Whoever is free takes the next piece;
 * what was not begun elsewhere by the time that none is left is never waited for, so that a busy executor delays nothing.
 */
final class Workers {

    private final Executor executor;
    private final int parallelism;

    Workers(Executor executor, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        this.executor = Objects.requireNonNull(executor, "executor");
        this.parallelism = parallelism;
    }

    /** Returns the results of so many pieces of work, in order. */
    <T> List<T> map(int pieces, IntFunction<T> work) {
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(pieces);
        AtomicInteger next = new AtomicInteger();
        Runnable part = () -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                results.set(i, work.apply(i));
            }
        };
        List<FutureTask<Boolean>> others = IntStream.range(1, Math.min(parallelism, pieces))
                .mapToObj(i -> new FutureTask<>(part, true))
                .toList();
        try {
            others.forEach(this::offer);
            part.run();
            others.forEach(Workers::join);
        } finally {
            next.set(pieces);
        }
        return IntStream.range(0, pieces).mapToObj(results::get).toList();
    }

    private void offer(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The caller's thread does what nobody else does.
        }
    }

    private static void join(FutureTask<Boolean> other) {
        // Runs here if nobody began it; all pieces are taken by now.
        other.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
