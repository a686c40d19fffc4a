package io.throughline.examples.evaluation.tasks;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What is to be evaluated.
 *
 * @param task what is asked of the engine
 * @param input the folder that holds {@code series.csv} or {@code cases.csv}
 * @param output the file of predictions; replaced if it exists
 * @param online without looking ahead, for {@link EvaluationTask#CHANGEPOINTS} only: the other tasks know one way
 * @param threads how many series are judged at once, at least 1; the predictions do not depend on it
 */
public record EvaluationRequest(EvaluationTask task, Path input, Path output, boolean online, int threads) {

    public EvaluationRequest {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        if (online && task != EvaluationTask.CHANGEPOINTS) {
            throw new EvaluationException("--online is for the task changepoints; leave it out for " + task.label());
        }
    }
}
