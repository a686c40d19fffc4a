package io.throughline.examples.evaluation.tasks;

import java.util.function.Supplier;

/**
 * The work on one series.
 *
 * @param series its name
 * @param work reads and judges it
 */
record Part(String series, Supplier<Outcome> work) {

    /** Does the work; what the engine refuses is told with the name of the series. */
    Outcome outcome() {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(
                    "the series " + series + " cannot be judged: " + e.getMessage()
                            + "; mend it or take it off the list",
                    e);
        }
    }
}
