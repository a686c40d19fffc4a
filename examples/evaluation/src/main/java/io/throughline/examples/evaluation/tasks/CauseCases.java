package io.throughline.examples.evaluation.tasks;

import java.util.List;

/** Faults in one of the formats in which they come; each has its answers in the order of probability. */
interface CauseCases {

    /**
     * Returns the work, one part for each case or each few that share what is read.
     *
     * @throws EvaluationException if the folder does not have what the format needs, or an option is not for it
     */
    List<Part> parts();
}
