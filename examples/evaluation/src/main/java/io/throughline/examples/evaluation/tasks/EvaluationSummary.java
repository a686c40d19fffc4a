package io.throughline.examples.evaluation.tasks;

import java.util.List;

/**
 * What an evaluation read and wrote.
 *
 * @param series how many series were judged; for changes, one for each run of cases of a series
 * @param rows how many rows were read
 * @param found how many alarms, change points or harmed cases there are, or guesses for {@code ucr}
 * @param lines how many predictions were written
 * @param notes what a person should know, such as a file that has not as many rows as its list says
 */
public record EvaluationSummary(int series, long rows, long found, long lines, List<String> notes) {

    public EvaluationSummary {
        notes = List.copyOf(notes);
    }
}
