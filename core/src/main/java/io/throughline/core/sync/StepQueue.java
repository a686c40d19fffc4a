package io.throughline.core.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands streams to the threads of one sync, the one with the most urgent step first, each to one thread at a time.
 * Thread-safe.
 */
final class StepQueue {

    private final List<StreamTask> waiting;
    private final List<StreamTask> running = new ArrayList<>();
    private final boolean inOrder;
    private @Nullable Throwable failure;

    /**
     * Creates a queue.
     *
     * @param inOrder whether no step begins while a more urgent sort of step is still being done, so that with a limit the
     *     less urgent ones are those that stay behind
     */
    StepQueue(Collection<StreamTask> tasks, boolean inOrder) {
        this.waiting = new ArrayList<>(tasks);
        this.inOrder = inOrder;
    }

    /** Does steps on the calling thread until none is left, or something failed that ends the whole sync. */
    void work() {
        for (Optional<StreamTask> task = take(); task.isPresent(); task = take()) {
            boolean goesOn = false;
            try {
                goesOn = task.get().step();
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                giveBack(task.get(), goesOn);
            }
        }
    }

    /** Throws what ended the sync, if anything did. */
    synchronized void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private synchronized Optional<StreamTask> take() {
        boolean interrupted = false;
        try {
            while (failure == null && (!waiting.isEmpty() || !running.isEmpty())) {
                Optional<StreamTask> next = waiting.stream()
                        .min(Comparator.comparing(StreamTask::urgency))
                        .filter(this::mayBegin);
                if (next.isPresent()) {
                    waiting.remove(next.get());
                    running.add(next.get());
                    return next;
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true; // whoever interrupted also has the running steps end
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean mayBegin(StreamTask task) {
        // A task's urgency is still that of the step it does.
        return !inOrder || running.stream().noneMatch(other -> other.urgency().isOfMoreUrgentSortThan(task.urgency()));
    }

    private synchronized void giveBack(StreamTask task, boolean goesOn) {
        running.remove(task);
        if (goesOn) {
            waiting.add(task);
        }
        notifyAll();
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
        }
    }
}
