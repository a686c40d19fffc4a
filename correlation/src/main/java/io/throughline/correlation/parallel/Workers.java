package io.throughline.correlation.parallel;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Does independent pieces of work in the caller's thread and in threads that the caller lends. Whoever is free takes the
 * next piece; a task that the executor refuses or has not begun by the time that no piece is left is never waited for, so
 * that a busy executor delays nothing and a piece may itself share work. Starts no thread of its own and keeps none.
 * Immutable, thread-safe.
 */
public final class Workers {

    private static final Workers INLINE = new Workers(Runnable::run, 1);

    private final Executor executor;
    private final int parallelism;

    private Workers(Executor executor, int parallelism) {
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /** Returns workers that do everything in the caller's thread. */
    public static Workers inline() {
        return INLINE;
    }

    /**
     * Returns workers that use an executor, which stays the caller's to shut down.
     *
     * @param executor runs all but one part of the work, the caller's thread the rest; if it refuses, the caller's does all
     * @param parallelism number of threads to use, the caller's among them, at least 1
     * @throws IllegalArgumentException if parallelism is below 1
     */
    public static Workers of(Executor executor, int parallelism) {
        Objects.requireNonNull(executor, "executor");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        return new Workers(executor, parallelism);
    }

    /**
     * Returns the results of so many pieces of work, in order. If some fail, the failure of the first of them in that order
     * is thrown, as if they had been done one after the other, once no piece is under way any more; pieces that were not
     * begun by then are not done. An interrupt does not end the work and is kept.
     *
     * @param work does the piece of a number from 0; may be called from several threads at once
     */
    public <T> List<T> map(int pieces, IntFunction<T> work) {
        Objects.requireNonNull(work, "work");
        Round<T> round = new Round<>(pieces, work);
        List<Share> others = IntStream.range(1, Math.min(parallelism, pieces))
                .mapToObj(i -> new Share(round))
                .toList();
        others.forEach(this::offer);
        round.run();
        others.forEach(Share::join);
        return round.results();
    }

    private void offer(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The caller's thread does what nobody else does.
        }
    }

    /** A share of a round: done by the executor, or by the caller if that has not begun it. */
    private static final class Share implements Runnable {

        private final Runnable round;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        Share(Runnable round) {
            this.round = round;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                round.run();
                done.complete(true);
            }
        }

        /** All pieces are taken by now, so whoever has begun is soon through. Keeps an interrupt. */
        void join() {
            run();
            done.join();
        }
    }

    /** The pieces of one call, taken in order by whoever runs it. */
    private static final class Round<T> implements Runnable {

        private final int pieces;
        private final IntFunction<T> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<@Nullable T> results;
        private final AtomicReferenceArray<@Nullable Throwable> failures;

        Round(int pieces, IntFunction<T> work) {
            this.pieces = pieces;
            this.work = work;
            this.results = new AtomicReferenceArray<>(pieces);
            this.failures = new AtomicReferenceArray<>(pieces);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                try {
                    results.set(i, work.apply(i));
                } catch (RuntimeException | Error e) {
                    failures.set(i, e);
                    // Every piece before this one was taken already, so that the first failure is always seen.
                    next.set(pieces);
                    return;
                }
            }
        }

        List<T> results() {
            for (int i = 0; i < pieces; i++) {
                Throwable failure = failures.get(i);
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException exception) {
                    throw exception;
                }
            }
            return IntStream.range(0, pieces).mapToObj(this::result).toList();
        }

        private T result(int piece) {
            return Objects.requireNonNull(results.get(piece), "result of a piece of work");
        }
    }
}
