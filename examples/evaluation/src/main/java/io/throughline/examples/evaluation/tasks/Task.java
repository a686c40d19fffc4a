package io.throughline.examples.evaluation.tasks;

import java.util.List;

/** A way of making predictions from a folder of series. */
interface Task {

    /** Returns the names of the columns of the predictions. */
    String header();

    /**
     * Reads what the folder lists and returns the work, one part for each series, in the order in which it is listed. The
     * parts share nothing that changes.
     *
     * @throws EvaluationException if the folder does not have what the task reads
     */
    List<Part> parts(DataFolder folder);
}
