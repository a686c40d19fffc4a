package io.throughline.examples.evaluation.tasks;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * What is to be evaluated.
 *
 * @param task what is asked of the engine
 * @param input the folder that holds {@code series.csv} or {@code cases.csv}
 * @param output the file of predictions; replaced if it exists
 * @param options variants of the task, those of another are refused
 * @param threads how many series are judged at once, at least 1; the predictions do not depend on it
 */
public record EvaluationRequest(
        EvaluationTask task, Path input, Path output, Set<EvaluationOption> options, int threads) {

    public EvaluationRequest {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        options = Set.copyOf(options);
        for (EvaluationOption option : EvaluationOption.values()) {
            if (options.contains(option) && option.task() != task) {
                throw new EvaluationException(option.label() + " is for the task "
                        + option.task().label() + "; leave it out for " + task.label());
            }
        }
    }

    boolean has(EvaluationOption option) {
        return options.contains(option);
    }
}
