package io.throughline.examples.evaluation.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a detector of the engine over a folder of series and writes what it predicts. */
public final class Evaluation {

    private final Task task;
    private final EvaluationRequest request;

    Evaluation(Task task, EvaluationRequest request) {
        this.task = task;
        this.request = request;
    }

    /**
     * Runs an evaluation. The predictions stand in the order in which the input lists the series, and are the same bytes
     * for the same input, whatever its answers are and however many threads work.
     *
     * @throws EvaluationException if the input is not as the task wants it or the output cannot be; what the output was
     *     before is left
     * @throws InterruptedException if the thread was interrupted; likewise
     */
    public static EvaluationSummary run(EvaluationRequest request, EvaluationListener listener)
            throws InterruptedException {
        return new Evaluation(Tasks.of(request), request).run(listener);
    }

    EvaluationSummary run(EvaluationListener listener) throws InterruptedException {
        DataFolder folder = new DataFolder(request.input());
        List<Part> parts = task.parts(folder);
        ExecutorService threads = Executors.newFixedThreadPool(request.threads());
        try (PredictionFile file = PredictionFile.create(request.output(), request.input())) {
            file.line(task.header());
            EvaluationSummary summary = write(parts, threads, file, listener);
            file.finish();
            return summary;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Few parts are under way at once, so that memory does not grow with the folder. */
    private EvaluationSummary write(
            List<Part> parts, ExecutorService threads, PredictionFile file, EvaluationListener listener)
            throws InterruptedException {
        ArrayDeque<Future<Outcome>> underWay = new ArrayDeque<>();
        List<String> notes = new ArrayList<>();
        int next = 0;
        long rows = 0;
        long found = 0;
        long lines = 0;
        for (int done = 1; done <= parts.size(); done++) {
            while (next < parts.size() && underWay.size() < 2 * request.threads()) {
                underWay.add(threads.submit(parts.get(next++)::outcome));
            }
            Outcome outcome = result(underWay.remove());
            outcome.lines().forEach(file::line);
            notes.addAll(outcome.notes());
            rows += outcome.rows();
            found += outcome.found();
            lines += outcome.lines().size();
            listener.progressed(done, parts.size(), rows);
        }
        return new EvaluationSummary(parts.size(), rows, found, lines, notes);
    }

    private static Outcome result(Future<Outcome> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
